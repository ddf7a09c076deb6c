import type { MessageRequest } from './drive/messages.ts'
import { type Model, type Received, textIn } from './drive/model.ts'
import type { Turn } from './drive/session.ts'
import { holds } from './sample/marks.ts'
import type { Look, Way } from './sample/parts.ts'
import type { ProbeSession } from './types.ts'

export type Looking = { readonly kind: string; readonly look: Look }

/**
 * Makes a session show what it has of each kind, and tells which of them are as they were looked for, each with the time
 * at which that reached the model. Everything that an ordinary turn shows comes first, in one turn.
 */
export async function lookAt(
  session: Pick<ProbeSession, 'say'>,
  model: Model,
  looking: readonly Looking[],
): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>()
  const note = ({ kind, look }: Looking, turn: Turn) => {
    const at = seenAt(look, turn)
    if (at !== null) seen.set(kind, at)
  }
  const [spoken, together] = [looking.filter(isSpoken), looking.filter((one) => !isSpoken(one))]
  if (together.length > 0) {
    const turn = await ordinaryTurn(session, model, together)
    for (const one of together) note(one, turn)
  }
  for (const [line, ones] of Map.groupBy(spoken, ({ look }) => lineOf(look.way))) {
    const turn = await session.say(line)
    for (const one of ones) note(one, turn)
  }
  return seen
}

const isSpoken = ({ look }: Looking) => look.way.by === 'slash'
const lineOf = (way: Way) => (way.by === 'turn' ? 'hello' : `/${way.name}`)

/** One turn in which the model uses the skills and asks the agents, one after the other. */
async function ordinaryTurn(
  session: Pick<ProbeSession, 'say'>,
  model: Model,
  looking: readonly Looking[],
): Promise<Turn> {
  for (const { look } of looking) if (look.way.by !== 'turn') model.answerNext(callOf(look.way, model.lastRequest()))
  try {
    return await session.say('hello')
  } finally {
    model.forgetAnswers()
  }
}

/** The tool that starts agents was called Task before it was called Agent. */
function callOf(way: Exclude<Way, { by: 'turn' }>, last: MessageRequest | null) {
  if (way.by === 'skill') return { tool: 'Skill', input: { skill: way.name } }
  const tool = last?.tools?.some(({ name }) => name === 'Agent') ? 'Agent' : 'Task'
  return {
    tool,
    input: { subagent_type: way.name, description: 'Ask', prompt: 'What is it?', run_in_background: false },
  }
}

/** When the model was told, in epoch milliseconds; null when it is not as it was looked for. */
function seenAt(look: Look, turn: Turn): number | null {
  const requests = turn.requests.filter(({ asker }) => asker === (look.way.by === 'agent' ? 'agent' : 'main'))
  if (look.gone === undefined) return requests.find(({ body }) => holds(textIn(body), look.mark))?.at ?? null
  const textOf = look.gone === 'from all of it' ? wholeText : newText
  if (requests.some((request) => holds(textOf(request), look.mark))) return null
  const last = requests.at(-1)
  // A command that is gone reaches no model; a prompt that reaches none shows nothing.
  return last ? last.at : look.way.by === 'slash' ? Date.now() : null
}

const wholeText = ({ body }: Received) => textIn(body)

/** What a request holds that the model was not told in a turn before: what stands behind its own last words. */
function newText({ body }: Received): string {
  const last = body.messages.findLastIndex(({ role }) => role === 'assistant')
  return textIn([body.system, body.tools, body.messages.slice(last + 1)])
}
