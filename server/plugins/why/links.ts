import type { Answering, Context } from './context.ts'
import type { OnDisk } from './disk.ts'
import { placesOf } from './places.ts'
import { leftOutOf } from './row.ts'

/** A link that leads to nothing, or in a circle. */
export const brokenLinkAnswer: Answering = ({ disk, inventory, path }) => {
  if (disk.kind !== 'dangling' && disk.kind !== 'circle') return null
  const target = disk.link?.target ?? 'nowhere'
  const answer =
    disk.kind === 'circle'
      ? 'This link leads in a circle, so there is nothing at its end that could be read.'
      : `This link leads to ${target}, which is not there, so there is nothing to read.`
  return { plugin: placesOf(inventory, path)[0]?.plugin.id ?? null, answer, hops: [notReached(answer)] }
}

/** A link in a plugin that leads out of it: what lies there is no part of the plugin's copies. */
export const leavingLinkAnswer: Answering = ({ inventory, path, disk }) => {
  const place = placesOf(inventory, path)[0]
  if (!place || disk.link === null || place.kind === 'other copy') return null
  const skipped = leftOutOf(place.root, place.path)
  if (skipped?.reason !== 'link') return null
  const isInPlace = place.plugin.loaded.how !== 'cache'
  const what = skipped.message.replace(/\.$/, '')
  const answer = isInPlace
    ? `${what}. Claude Code reads this folder where it lies and opens whatever the link leads to, ${disk.real}; Hotplug does not look at it.`
    : `Not live by a sync: ${what}. Move the file into the plugin, or reinstall when it leads to another folder of the same marketplace.`
  return { plugin: place.plugin.id, answer, hops: isInPlace ? [] : [notReached(what)], ground: LEFT_OUT }
}

const LEFT_OUT =
  'Measured with `claude plugin install`, 2.1.329: what a link into another folder of the marketplace leads to is copied into the cache; a link that leads out of the marketplace, or in a circle, is left out.'

const notReached = (detail: string) => ({ hop: 'source', ok: false, detail, at: null }) as const

/** How the path that was asked about is reached, where that is by a link. */
export function linkNotes({ disk, path }: Pick<Context, 'disk' | 'path'>): string[] {
  if (disk.link === null || !REACHED.includes(disk.kind)) return []
  return disk.link.path === path
    ? [`${path} is a link; the file itself is ${disk.real}.`]
    : [`${disk.link.path} is a link, so this is really ${disk.real}.`]
}

const REACHED: readonly OnDisk['kind'][] = ['file', 'folder']
