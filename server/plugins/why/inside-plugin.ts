import { isIgnored } from '../../trees/ignored.ts'
import type { Answering, Context } from './context.ts'
import { folderOfPlugin } from './folder.ts'
import { leftOut } from './left-out.ts'
import { otherCopy, uninstalledCopy } from './other-copy.ts'
import { type Place, placesOf } from './places.ts'
import { pluginFile } from './plugin-file.ts'
import type { Answer } from './types.ts'

/** Whatever lies in a folder of an installed plugin, or of one that was. */
export const insidePluginAnswer: Answering = (context) => {
  const place = placeOf(context)
  if (!place) return uninstalledCopy(context)
  return answerIn(context, place)
}

/** As it was written, or else where its links lead. */
export const placeOf = ({ inventory, path, disk }: Context): Place | undefined =>
  placesOf(inventory, disk.real)[0] ?? placesOf(inventory, path)[0]

function answerIn(context: Context, place: Place): Answer {
  if (place.kind === 'other copy') return otherCopy(context, place)
  if (isIgnored(place.path)) return leftOut(context, place)
  if (context.disk.kind === 'folder') return folderOfPlugin(context, place)
  return pluginFile(context, place) ?? leftOut(context, place)
}
