import { fieldOf } from '../../claude/json.ts'
import { nameOf } from './names.ts'
import { SPECIFIC } from './output-fields.ts'
import { asGiven } from './persisted.ts'
import type { Outcome, Told } from './types.ts'

/** One thing that a run says. */
export type Part = { outcome: Outcome; happens?: string; told: readonly Told[] }

/** What the fields of `hookSpecificOutput` lead to, of those that the event knows. */
export function effectsOf(about: { event: string; input: unknown }, value: Readonly<Record<string, unknown>>): Part[] {
  const known = SPECIFIC.get(about.event)
  const specific = fieldOf(value, 'hookSpecificOutput')
  if (!known) return []
  return Object.keys(known).flatMap((name) => {
    const found = fieldOf(specific, name)
    return found === undefined ? [] : (EFFECTS[name]?.(found, about, specific) ?? [])
  })
}

type Effect = (found: unknown, about: { event: string; input: unknown }, specific: unknown) => Part | null

const goesOn = (happens: string): Part => ({ outcome: 'goes on', happens, told: [] })

const EFFECTS: Readonly<Record<string, Effect>> = {
  additionalContext(found, about) {
    if (found === '') return null
    if (about.event === 'Setup') return goesOn('Its context reaches nobody: what Setup says is discarded.')
    const goesOnWorking = about.event === 'Stop' || about.event === 'SubagentStop'
    const happens = goesOnWorking ? 'Claude is given its context, and goes on with it.' : 'Claude is given its context.'
    return { outcome: 'goes on', happens, told: [{ to: 'Claude', words: contextOf(about, String(found)) }] }
  },
  permissionDecision(found, about, specific) {
    const reason = fieldOf(specific, 'permissionDecisionReason')
    const what = about.event === 'PreModelSwitch' ? 'The model' : 'The tool'
    if (found === 'allow')
      return goesOn(`${what} is ${about.event === 'PreModelSwitch' ? 'switched' : 'called'} without asking you.`)
    if (found === 'ask') return goesOn('You are asked.')
    if (found === 'defer') return goesOn('The call is left for later: a session without a person ends there.')
    const words = typeof reason === 'string' && reason !== '' ? reason : 'Blocked by hook'
    return about.event === 'PreModelSwitch'
      ? { outcome: 'blocks', happens: 'The model is not switched.', told: [{ to: 'you', words }] }
      : {
          outcome: 'blocks',
          happens: 'The tool is not called, and Claude is told why.',
          told: [{ to: 'Claude', words: `${nameOf(about)} hook error: ${words}` }],
        }
  },
  decision(found) {
    const denied = fieldOf(found, 'behavior') === 'deny'
    return denied
      ? { outcome: 'blocks', happens: 'The permission is refused without asking you.', told: [] }
      : goesOn('The permission is given without asking you.')
  },
  updatedInput: () => goesOn('The tool gets the input that the hook gives instead.'),
  updatedToolOutput: () => goesOn('Claude gets what the hook gives instead of the result of the tool.'),
  updatedMCPToolOutput: () => goesOn('Claude gets what the hook gives instead of the result of the MCP tool.'),
  initialUserMessage: () => goesOn('The session begins with a prompt that the hook gives.'),
  sessionTitle: () => goesOn('The session gets the title that the hook gives.'),
  watchPaths: () => goesOn('The paths it names are watched for FileChanged.'),
  reloadSkills: (found) => (found === true ? goesOn('Skills and commands are looked for again.') : null),
  displayContent: () => goesOn('You are shown other text than Claude wrote.'),
  worktreePath: () => goesOn('The worktree lies where the hook says.'),
  retry: (found) => (found === true ? goesOn('Claude may try the tool again.') : null),
  action: (found) => goesOn(`The question of the server is answered with “${String(found)}”.`),
}

/** Measured with 2.1.329: only of tools it says which one. */
function contextOf(about: { event: string; input: unknown }, context: string): string {
  const name = about.event === 'SessionStart' ? about.event : nameOf(about)
  return `${name} hook additional context: ${asGiven(context)}`
}
