import type { FileDelta } from './types.ts'

/**
 * lockfile: what is in node_modules may no longer fit. overwrites: edits made on the other side would be replaced or
 * removed; the trash keeps them.
 */
export type Warning = { kind: 'lockfile' | 'overwrites'; paths: readonly string[]; message: string }

const LOCKFILES = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'bun.lock',
  'bun.lockb',
  'yarn.lock',
  'pnpm-lock.yaml',
])

/** What a person should know before these differences are synced. */
export function warningsOn(chosen: readonly FileDelta[], direction: 'to-loaded' | 'to-source'): Warning[] {
  const warnings: Warning[] = []
  const lockfiles = chosen
    .map(({ path }) => path)
    .filter((path) => LOCKFILES.has(path.slice(path.lastIndexOf('/') + 1)))
  if (lockfiles.length > 0 && direction === 'to-loaded')
    warnings.push({
      kind: 'lockfile',
      paths: lockfiles,
      message: `${lockfiles.join(', ')} changes; node_modules of the loaded copy stays as it is until you install again.`,
    })
  const other = direction === 'to-loaded' ? 'cache' : 'source'
  const lost = chosen.filter(({ edited }) => edited === other || edited === 'both').map(({ path }) => path)
  if (lost.length > 0)
    warnings.push({
      kind: 'overwrites',
      paths: lost,
      message: `${counted(lost.length)} edited in the ${other} would be replaced or removed; the trash keeps what was there.`,
    })
  return warnings
}

const counted = (files: number) => (files === 1 ? '1 file' : `${files} files`)
