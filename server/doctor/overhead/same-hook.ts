import { isMatched, meaningOf } from '../hooks/matcher.ts'
import type { Hook } from '../hooks/types.ts'

/** A hook, and every folder that its plugin has been read from. */
export type KnownHook = { hook: Hook; plugin: string | null; roots: readonly string[] }

/** What a session wrote down of a hook that ran; it does not always say of which plugin. */
export type Record = { event: string; subject: string | null; command: string; plugin: string | null }

/**
 * Which hook a record is about. Transcripts write a command as it is configured, debug logs with its plugin's folder in
 * it, which may have been another one then. Where several plugins could be meant none is.
 */
export function hookFinder(hooks: readonly KnownHook[]) {
  const byCommand = Map.groupBy(hooks, ({ hook }) => `${hook.event}\n${written(hook)}`)
  const roots = [...new Set(hooks.flatMap((known) => known.roots))].sort((one, other) => other.length - one.length)
  const known = new Map<string, readonly Hook[]>()

  function find({ event, subject, command, plugin }: Record): readonly Hook[] {
    const candidates = byCommand.get(`${event}\n${withoutRoots(command, roots)}`) ?? []
    const own = plugin === null ? candidates : candidates.filter((one) => one.plugin === plugin)
    if (new Set(own.map((one) => one.plugin)).size > 1) return []
    return own.flatMap(({ hook }) => (subject === null || canMatch(hook, subject) ? [hook] : []))
  }

  return (record: Record): readonly Hook[] => {
    const name = [record.event, record.subject, record.plugin, record.command].join('\n')
    const found = known.get(name) ?? find(record)
    known.set(name, found)
    return found
  }
}

const canMatch = ({ event, matcher }: Hook, subject: string) => isMatched(meaningOf(event, matcher), subject) !== false

/** What stands in square brackets in a debug log. */
function written({ handler: { command, args, url, prompt } }: Hook): string {
  const other = url ?? prompt
  if (typeof other === 'string' && typeof command !== 'string') return other
  const words = [command, ...(Array.isArray(args) ? args : [])].filter((word) => typeof word === 'string')
  return normal(words.join(' '))
}

const normal = (command: string) => command.replaceAll(/\$CLAUDE_PLUGIN_ROOT\b/g, ROOT).trim()

function withoutRoots(command: string, roots: readonly string[]) {
  return normal(roots.reduce((text, root) => text.replaceAll(root, ROOT), command))
}

/** As it is written in a configuration. */
const ROOT = ['$', '{CLAUDE_PLUGIN_ROOT}'].join('')
