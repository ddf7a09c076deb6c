import { join } from 'node:path'
import { z } from 'zod'
import { readText } from '../../claude/text.ts'
import type { Dependencies } from '../../plugins/types.ts'

const LIMIT = 20 * 1024 * 1024

const Entry = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  optional: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  dev: z.boolean().optional(),
  peer: z.boolean().optional(),
})
const Lockfile = z.object({ packages: z.record(z.string(), Entry) })

type Packages = ReadonlyMap<string, z.infer<typeof Entry>>

/**
 * Whether a folder's node_modules are what its package-lock.json says, by the hidden lockfile that npm keeps in there
 * (node_modules/.package-lock.json); null where there is no package-lock.json.
 */
export function dependenciesOf(folder: string): Dependencies | null {
  const locked = packagesIn(join(folder, 'package-lock.json'))
  if (locked === 'missing') return null
  if (locked === 'unreadable')
    return { state: 'unknown', sentence: 'Its package-lock.json does not list packages in a way that is known here.' }
  if (locked.size === 0) return { state: 'as-locked', sentence: 'Its package-lock.json lists no packages.' }
  const installed = packagesIn(join(folder, 'node_modules', '.package-lock.json'))
  if (installed === 'missing')
    return stale(
      locked.size === 1
        ? 'The one package in its package-lock.json is not installed.'
        : `None of the ${locked.size} packages in its package-lock.json is installed.`,
    )
  if (installed === 'unreadable')
    return { state: 'unknown', sentence: 'What npm recorded in its node_modules cannot be read.' }
  const differing = differences(locked, installed)
  return differing.length === 0
    ? { state: 'as-locked', sentence: 'Its node_modules are what package-lock.json says.' }
    : stale(`Its node_modules are not what package-lock.json says: ${namesOf(differing)}.`)
}

const stale = (sentence: string): Dependencies => ({ state: 'stale', sentence })

function packagesIn(file: string): Packages | 'missing' | 'unreadable' {
  const read = readText(file, LIMIT, null)
  if (read.state !== 'text') return read.state
  try {
    const { packages } = Lockfile.parse(JSON.parse(read.text.replace(/^\ufeff/, '')))
    return new Map(Object.entries(packages).filter(([path]) => path.startsWith('node_modules/')))
  } catch {
    return 'unreadable'
  }
}

/** npm leaves out what this machine or the way of installing does not need; nothing else may be missing, or be there. */
function differences(locked: Packages, installed: Packages): string[] {
  const missing = [...locked].filter(([path, entry]) => {
    const there = installed.get(path)
    return there ? !isSame(entry, there) : !isLeftOut(entry)
  })
  const unknown = [...installed].filter(([path]) => !locked.has(path))
  return [...missing, ...unknown].map(([path]) =>
    path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
  )
}

/** npm can be told to leave addresses out, and has no checksum for what comes from git. */
const isSame = (one: z.infer<typeof Entry>, other: z.infer<typeof Entry>) =>
  one.version === other.version &&
  (['integrity', 'resolved'] as const).every((key) => !one[key] || !other[key] || one[key] === other[key])

const isLeftOut = ({ optional, devOptional, dev, peer }: z.infer<typeof Entry>) =>
  [optional, devOptional, dev, peer].some((flag) => flag === true)

const MOST_NAMES = 3

const namesOf = (names: readonly string[]) =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`
