import { join } from 'node:path'
import { isIgnored } from '../../trees/ignored.ts'
import type { Context } from './context.ts'
import { nearest } from './missing.ts'
import type { Place } from './places.ts'
import { leftOutOf } from './row.ts'
import type { Answer } from './types.ts'

/** A path in a plugin that no comparison and no sync takes in, or that is in neither copy. */
export function leftOut({ disk }: Context, { plugin, path, root }: Place): Answer {
  const { loaded } = plugin
  const name = path.split('/').find((part) => isIgnored(part)) ?? ''
  const isInPlace = loaded.how !== 'cache'
  const said = (answer: string, ok: boolean | null): Answer => ({
    plugin: plugin.id,
    answer,
    hops: [{ hop: 'loaded', ok, detail: answer, at: null }],
  })
  if (disk.kind !== 'missing' && name === '.git')
    return said(`${path} is git’s own; Claude Code does not read it.`, false)
  if (disk.kind !== 'missing' && name === 'node_modules')
    return isInPlace
      ? said(
          `${path} is a package of the plugin’s own programs. Claude Code reads this folder where it lies, so whichever program is started next has it.`,
          true,
        )
      : said(
          `${path} is left out of every sync: the loaded copy has packages of its own. Install them there from the plugin’s page.`,
          false,
        )
  if (disk.kind !== 'missing' && name.startsWith('.env'))
    return isInPlace
      ? said(
          `${path} may hold secrets, so Hotplug does not look at it. Claude Code reads this folder where it lies, so programs of the plugin see it at once.`,
          true,
        )
      : said(
          `${path} is left out of every sync, for it may hold secrets. An installation by Claude Code does copy it: reinstall the plugin.`,
          false,
        )
  const skipped = isIgnored(path) ? null : leftOutOf(root, path)
  if (skipped) return said(`${skipped.message.replace(/\.$/, '')}. It is left out.`, false)
  return disk.kind === 'missing'
    ? { ...said(`${path} is in neither copy of ${plugin.id}.`, false), suggestions: nearest(join(root, path)) }
    : said(`${path} is left out: it is no part of the plugin’s copies.`, false)
}
