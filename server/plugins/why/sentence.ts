import type { Plugin } from '../../claude/types.ts'
import type { Place } from './places.ts'
import type { Hop, InSession } from './types.ts'

/** What the stages of a plugin's file come to. */
export function sentenceOf(
  { kind }: Place,
  { loaded, source }: Plugin,
  hops: readonly Hop[],
  sessions: readonly InSession[],
  isEditOfCopy: boolean,
): string {
  const broken = hops.find(({ ok }) => ok === false)
  const copy =
    kind !== 'loaded' || loaded.how !== 'cache' || !source
      ? ''
      : isEditOfCopy
        ? `This is the loaded copy, which was edited itself; the next sync or update replaces it from ${source.path}. `
        : `This is the loaded copy; the next sync or update replaces it from ${source.path}. `
  if (broken && broken.hop !== 'session') return `${copy}Not live: ${broken.detail}.`
  if (!broken) return `${copy}${liveSentence(hops, sessions)}`
  const lack = sessions.filter(({ ok }) => ok === false).length
  return sessions.length <= 1
    ? `${copy}Claude Code reads this very content, but not yet in a running session: ${broken.detail}.`
    : `${copy}Claude Code reads this very content, but ${lack} of ${sessions.length} running sessions ${lack === 1 ? 'lacks' : 'lack'} it.`
}

function liveSentence(hops: readonly Hop[], sessions: readonly InSession[]): string {
  if (hops.some(({ ok, hop }) => ok === null && hop === 'session'))
    return 'Claude Code reads this very content; whether every running session has it cannot be known.'
  return sessions.length === 0
    ? 'Claude Code reads this very content; the next session has it.'
    : 'Live: Claude Code reads this very content, and every running session with the plugin has it.'
}
