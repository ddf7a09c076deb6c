import { join } from 'node:path'
import { textField } from './declared.ts'
import type { Look } from './disk.ts'
import { jsonReader } from './json.ts'
import { isUsable } from './paths.ts'

/**
 * The folder that a cached version only leads to: it is a link itself, or it holds nothing but links, which is how
 * Claude Code makes it for a `command` source with the mode `link`. Null when it is a copy.
 */
export function linkTargetOf(look: Look, version: string, madeOfLinks: boolean): string | null {
  if (look.kind(version) === 'link') return look.real(version)
  const target = madeOfLinks ? readMarker(look, join(version, '.claude-plugin-link')).value : null
  return target !== null && isUsable(target) && look.isFolder(target) ? target : null
}

const readMarker = jsonReader((json) => textField(json, 'target'))
