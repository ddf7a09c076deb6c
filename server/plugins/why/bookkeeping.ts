import { join } from 'node:path'
import { type Bookkeeping, bookkeepingAt, markerAt } from '../../claude/bookkeeping.ts'
import { pathBelow } from '../../trees/inside.ts'
import type { Answering, Context } from './context.ts'
import { realOf } from './disk.ts'
import { placesOf } from './places.ts'
import type { Answer } from './types.ts'

/** Files that Claude Code keeps for itself: nobody edits them to change what is loaded. */
export const bookkeepingAnswer: Answering = (context) => {
  const found = foundAt(context)
  return found && answerOf(found)
}

function foundAt({ panel, inventory, path, disk }: Context): Bookkeeping | null {
  const { configDir, pluginsDir, home } = panel.config
  const below = (folder: string) => pathBelow(folder, path) ?? pathBelow(realOf(folder), disk.real)
  const place = placesOf(inventory, path)[0]
  const marker = place && markerAt(place.path)
  if (marker) return marker
  if (place) return null
  const inPlugins = below(pluginsDir)
  if (inPlugins !== null && !/^(cache\/(?!temp_)|marketplaces(\/|$))/.test(inPlugins))
    return bookkeepingAt(`plugins/${inPlugins}`)
  const inConfig = below(configDir)
  if (inConfig !== null) return bookkeepingAt(inConfig)
  return path === join(home, '.claude.json') ? bookkeepingAt('.claude.json') : null
}

const answerOf = ({ what, instead }: Bookkeeping): Answer => ({
  answer: `This is Claude Code’s own bookkeeping: ${what}. ${instead}`,
})
