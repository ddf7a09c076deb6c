import type { Definition } from '../../doctor/definitions/types.ts'
import type { Isolated } from '../../probe/drive/isolated.ts'
import type { Model } from '../../probe/drive/model.ts'
import { openSession, type Session, type Turn } from '../../probe/drive/session.ts'
import { endBelow } from '../../probe/leftovers.ts'
import { CONTROL, type Stage } from './trial-stage.ts'
import { type Invoked, takeAgent, takeInvoked, takeStyle } from './trial-take.ts'
import type { Outcome } from './trial-types.ts'

type Tried = {
  isolated: Isolated
  model: Model
  stage: Stage
  definition: Definition
  given: string
  signal: AbortSignal
}

/** Invokes what is on stage in a session of its own, and tells what reached the stand-in for the model. */
export async function runTrial({ isolated, model, stage, definition, given, signal }: Tried): Promise<Outcome> {
  signal.throwIfAborted()
  const session = openSession(isolated, model, { args: stage.args })
  const cancelled = Promise.withResolvers<never>()
  const cancel = () => cancelled.reject(signal.reason)
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return await Promise.race([invoke({ session, model }, definition, given), cancelled.promise])
  } finally {
    signal.removeEventListener('abort', cancel)
    // Nothing of a cancelled one is waited for, nor of a command that outlives the Claude Code that started it.
    if (signal.aborted) endBelow(isolated.root)
    await session.close()
    endBelow(isolated.root)
  }
}

type Driven = { session: Session; model: Model }

async function invoke(driven: Driven, definition: Definition, given: string): Promise<Outcome> {
  const { kind, name, frontmatter } = definition
  if (kind === 'agent') return await startAgent(driven, name, given)
  if (kind === 'output style') return takeStyle((await driven.session.say('hello')).requests, name, frontmatter.body)
  return await typeOrCall(driven, definition, given)
}

/** What people may not type Claude may still call. */
async function typeOrCall(driven: Driven, definition: Definition, given: string): Promise<Outcome> {
  const { name, use, frontmatter } = definition
  const apart = frontmatter.fields.context === 'fork'
  const invoked = `/${name} ${given}`.trim()
  const typed = await driven.session.say(invoked)
  const isGiven = typed.requests.some(({ asker }) => asker !== 'side')
  if (isGiven || (use.people && !ONLY_FOR_CLAUDE.test(typed.result)))
    return takeInvoked(typed.requests, { name, invoked, apart, way: 'typed', asked: invoked, said: typed.result })
  return await call(driven, { name, apart, said: typed.result }, given)
}

/** Recent versions say so; 2.1.100 says nothing at all. */
const ONLY_FOR_CLAUDE = /can only be invoked by Claude/

type Called = Pick<Invoked, 'name' | 'apart' | 'said'>

async function call({ session, model }: Driven, called: Called, given: string): Promise<Outcome> {
  const asked = 'Use the skill.'
  model.answerNext({ tool: 'Skill', input: { skill: called.name, args: given } })
  const { requests } = await session.say(asked)
  const invoked = `Skill(${[called.name, given]
    .filter(Boolean)
    .map((one) => JSON.stringify(one))
    .join(', ')})`
  return takeInvoked(requests, { ...called, invoked, asked, way: 'called by Claude' })
}

async function startAgent(driven: Driven, name: string, given: string): Promise<Outcome> {
  const control = await start(driven, CONTROL.name, 'Nothing.')
  const { requests, result } = await start(driven, name, given || 'Nothing.')
  const said = { invoked: `Agent(${JSON.stringify(name)})`, said: result }
  return takeAgent(requests, { requests: control.requests, text: CONTROL.text }, said)
}

async function start({ session, model }: Driven, agent: string, prompt: string): Promise<Turn> {
  model.answerNext({ tool: 'Agent', input: { subagent_type: agent, description: 'A trial', prompt } })
  const turn = await session.say('Start it.')
  model.forgetAnswers()
  return turn
}
