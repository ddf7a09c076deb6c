import { readText } from '../../claude/text.ts'
import type { HookSubject, Script } from '../hooks/types.ts'
import { diskWorld } from './disk-world.ts'
import { languageOf } from './languages.ts'
import { LONGEST_SCRIPT, recognise } from './recognise.ts'
import type { Condition, Recognised, Surroundings, Unread } from './types.ts'

/** `script`: the file that asks for it; the hook's own file where its command does. */
export type HookCondition = Condition & { script: string }

/**
 * Whether a hook acts in a project, as far as its scripts decide that by files of the project. off: by `by`; each of
 * these alone keeps it from acting, or lets it.
 */
export type HookConditions = {
  project: string
  state: Recognised['state']
  conditions: readonly HookCondition[]
  unread: readonly (Unread & { script: string })[]
}

export function conditionsOf({ hook, launch, around }: HookSubject, project: string): HookConditions {
  const surroundings: Surroundings = {
    project,
    pluginRoot: hook.owner.root,
    home: around.config.home,
    configDir: around.config.configDir,
  }
  const world = diskWorld(surroundings)
  const { command } = hook.handler
  const texts: { script: string; text: string; language: Parameters<typeof recognise>[0]['language']; line: number }[] =
    []
  const unread: (Unread & { script: string })[] = []
  if (launch?.form === 'shell' && typeof command === 'string')
    texts.push({ script: hook.file, text: command, language: 'shell', line: (hook.line ?? 1) - 1 })
  for (const script of launch?.scripts ?? []) {
    const read = readScript(script)
    if (typeof read === 'string') unread.push({ script: script.path, line: 1, why: read })
    else if (read) texts.push({ script: script.path, line: 0, ...read })
  }
  const found = texts.map(({ script, line, ...text }) => ({ script, line, is: recognise(text, surroundings, world) }))
  return {
    project,
    state: stateOf(found.map(({ is }) => is.state)),
    conditions: found.flatMap(({ script, line, is }) =>
      is.conditions.map((one) => ({ ...one, script, line: one.line + line })),
    ),
    unread: [
      ...unread,
      ...found.flatMap(({ script, line, is }) => is.unread.map((one) => ({ ...one, script, line: one.line + line }))),
    ],
  }
}

/** What a command and its script decide has to fit together. */
const stateOf = (states: readonly Recognised['state'][]): Recognised['state'] =>
  states.includes('not active') ? 'not active' : states.includes('active') ? 'active' : 'unconditional'

/** The text of a script; a sentence's end where it is not followed, null where there is none to follow. */
function readScript(script: Script) {
  if (script.state !== 'file') return null
  const language = languageOf(script)
  if (language === null) return 'it is written in something that is not followed here'
  const read = readText(script.path, LONGEST_SCRIPT * 4, null)
  return read.state === 'text' ? { text: read.text, language } : null
}
