import { EVENTS } from './events.ts'
import { meaningOf } from './matcher.ts'
import type { Situation } from './situation.ts'
import type { Effect, Hook, HookType } from './types.ts'

/** Whose a hook is: a plugin's, as far as it decides about its hooks, or else it is the user's or a project's own. */
export type Whose = HookPlugin | 'user' | 'project'

export type HookPlugin = {
  id: string
  enabled: boolean
  /** Whether the administrator's settings are what enables it. */
  isManaged: boolean
  isMissing: boolean
}

/** Whether Claude Code carries a hook out now, in one project; `fault` is why it refuses to read it, as a sentence. */
export function effectOf(hook: Hook, whose: Whose, situation: Situation, fault: string | null = null): Effect {
  const why = fault ?? refusedAsItIs(hook) ?? refusedWith(whose) ?? switchedOff(hook, whose, situation)
  if (why !== null) return { state: 'not in effect', why }
  return { state: 'in effect', ...lasting(hook) }
}

function refusedAsItIs({ event, matcher, type, owner }: Hook): string | null {
  const rule = EVENTS.get(event)
  if (!rule) return `Claude Code has no event ${event}.`
  if (type !== null && !rule.types.includes(type as HookType)) return `${event} has no hooks of the type ${type}.`
  const meaning = meaningOf(event, matcher)
  if (meaning.how === 'invalid') return 'Its matcher is no valid regular expression, which matches nothing.'
  if (owner.kind === 'agent' && owner.plugin !== null)
    return 'Claude Code ignores hooks in the agents of a plugin (2.1.329).'
  if (owner.kind === 'command' && owner.plugin !== null)
    return 'Claude Code refuses hooks in the commands of a plugin, and loads the command without them (2.1.329).'
  return null
}

function refusedWith(whose: Whose): string | null {
  if (typeof whose === 'string') return null
  if (!whose.enabled) return `${whose.id} is not enabled.`
  if (whose.isMissing) return `The folder from which Claude Code reads ${whose.id} is not there.`
  return null
}

/** Measured with 2.1.329: who may switch hooks off, and whose are left. */
function switchedOff({ owner, file }: Hook, whose: Whose, situation: Situation): string | null {
  const { allOff, off, managedOnly, pluginsOnly, ignored, untrusted } = situation
  if (ignored.has(file)) return `Claude Code ignores this settings file: ${ignored.get(file)}`
  if (allOff) return `disableAllHooks is true in ${allOff}: no hook runs at all.`
  if (isManaged(owner, whose)) return null
  if (off) return `disableAllHooks is true in ${off}: only the administrator's hooks run.`
  if (managedOnly) return `allowManagedHooksOnly is set in ${managedOnly}: only the administrator's hooks run.`
  if (pluginsOnly && owner.kind === 'settings')
    return `strictPluginOnlyCustomization is set in ${pluginsOnly}: hooks of settings do not run.`
  if (untrusted && whose === 'project') return owner.kind === 'agent' ? `${untrusted}.` : `${untrusted}${HEADLESS}`
  return null
}

const HEADLESS = '; `claude -p` alone does not ask.'

const isManaged = (owner: Hook['owner'], whose: Whose) =>
  typeof whose === 'string' ? owner.kind === 'settings' && owner.layer === 'managed' : whose.isManaged

/** Hooks in frontmatter are not there all the time (measured with 2.1.329). */
function lasting({ owner, event, handler }: Hook): { when?: string } {
  if (owner.kind === 'agent') {
    const atItsEnd = event === 'Stop' ? ', as a SubagentStop hook where it is a subagent' : ''
    return { when: `While the agent ${owner.name} works${atItsEnd}.` }
  }
  if (owner.kind !== 'skill' && owner.kind !== 'command') return {}
  const until = handler.once === true ? 'until it ran once' : 'until /clear or the end of the session'
  return { when: `From when ${owner.name} is invoked ${until}.` }
}
