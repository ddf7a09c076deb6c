import { createHash } from 'node:crypto'
import { realpathSync, statSync } from 'node:fs'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import { readText } from '../../../trees/text.ts'
import type { BenchVersion } from './types.ts'

const LARGEST_SCRIPT = 4 * 1024 * 1024

/** Of everything that decides what is run: what is configured, where, and the texts of all scripts, the earlier too. */
export function fingerprintOf({ hook, launch }: HookSubject, versions: readonly BenchVersion[]): string {
  const { root } = hook.owner
  const scripts = (launch?.scripts ?? []).map(({ path }) => [path, contentsOf(path)])
  const earlier = versions.map(({ key, root, files }) => [key, root, [...files]])
  return createHash('sha256')
    .update(JSON.stringify([hook.id, hook.hash, root, scripts, earlier]))
    .digest('hex')
    .slice(0, 24)
}

/** Through links, since what they lead to is what runs; of what is no text its times have to do. */
function contentsOf(path: string): unknown {
  try {
    const real = realpathSync(path)
    const text = readText(real, LARGEST_SCRIPT)
    const { mtimeMs, ctimeMs } = statSync(real)
    return text?.kind === 'text' ? [real, text.mode, text.text] : [real, text?.mode, text?.bytes, mtimeMs, ctimeMs]
  } catch {
    return null
  }
}
