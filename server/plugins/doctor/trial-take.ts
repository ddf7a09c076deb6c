import type { Received } from '../../probe/drive/model.ts'
import {
  attachedIn,
  blocksOf,
  inner,
  isAnnouncement,
  isReminder,
  lastOwn,
  textOf,
  textsOf,
  toolErrorIn,
} from './trial-blocks.ts'
import type { Outcome, Refused, TakenText } from './trial-types.ts'

export type Invoked = {
  /** Without its slash. */
  name: string
  invoked: string
  way: TakenText['way']
  /** Whether it begins a conversation of its own. */
  apart: boolean
  /** What was said to have it invoked. */
  asked: string
  /** What Claude Code said in the end. */
  said: string
}

/** What the requests say of something that was typed or called. */
export function takeInvoked(
  requests: readonly Received[],
  { name, invoked, way, apart, asked, said }: Invoked,
): Outcome {
  const main = requests.filter(({ asker }) => asker === 'main')
  const own = apart ? (requests.find(({ asker }) => asker === 'agent') ?? main[0]) : main.at(-1)
  if (!own) return refused(NOT_GIVEN, said)
  const blocks = blocksOf(own.body.messages)
  const unknown = blocks.find((text) => isReminder(text) && text.includes(`/${name}, but no command`))
  if (unknown) return refused('Claude Code knows no command of that name.', inner(unknown))
  const at = apart ? -1 : blocks.findLastIndex((text) => isAnnouncement(text, name))
  const text = apart ? lastOwn(blocks) : at < 0 ? undefined : blocks.slice(at + 1).find((one) => !isReminder(one))
  if (text === undefined || text === asked) return refused(NOT_GIVEN, toolErrorIn(blocks) ?? said)
  return {
    ...{ state: 'taken', way, invoked, text, apart, added: 0, model: own.body.model },
    announced: apart ? null : (blocks[at] ?? null),
    attached: attachedIn(apart ? blocks : blocks.slice(0, at)),
  }
}

const NOT_GIVEN = 'Claude Code did not hand it to Claude.'

/** `control`: the same of an agent whose text is known, which shows what Claude Code adds to every agent's. */
export function takeAgent(
  requests: readonly Received[],
  control: { requests: readonly Received[]; text: string },
  { invoked, said }: { invoked: string; said: string },
): Outcome {
  const own = promptOf(requests)
  if (own === null) return refused('Claude Code started no such subagent.', resultIn(requests) ?? said)
  const known = promptOf(control.requests)?.prompt ?? ''
  const added = known.startsWith(control.text) ? known.slice(control.text.length) : ''
  const isApart = added !== '' && own.prompt.endsWith(added)
  return {
    ...{ state: 'taken', way: 'subagent', invoked, announced: null, attached: [], apart: true, model: own.model },
    text: isApart ? own.prompt.slice(0, -added.length) : own.prompt,
    added: isApart ? added.length : 0,
  }
}

/** `body`: the style's own text; where it stands unchanged, its end is known. */
export function takeStyle(requests: readonly Received[], name: string, body: string): Outcome {
  const received = requests.findLast(({ asker }) => asker === 'main')
  const texts = received ? [...blocksOf(received.body.messages, 'system'), ...textsOf(received.body.system)] : []
  const heading = `# Output Style: ${name}\n`
  const found = texts.find((text) => text.includes(heading))
  if (!received || found === undefined) return refused('The system prompt has no part for this output style.', null)
  const rest = found.slice(found.indexOf(heading))
  const own = body.trim()
  const isWhole = rest.startsWith(heading + own)
  if (!isWhole)
    return refused('The system prompt has a part for it, but where that ends cannot be told.', rest.slice(0, 2000))
  return {
    ...{ state: 'taken', way: 'output style', invoked: `"outputStyle": ${JSON.stringify(name)}` },
    ...{ text: heading + own, announced: null, attached: [], added: 0, apart: false, model: received.body.model },
  }
}

const refused = (sentence: string, said: string | null): Refused => ({ state: 'refused', sentence, said: said || null })

/** The last block of a subagent's system prompt: those before it say what program it is. */
function promptOf(requests: readonly Received[]): { prompt: string; model: string } | null {
  const body = requests.find(({ asker }) => asker === 'agent')?.body
  const prompt = textsOf(body?.system).at(-1)
  return body && prompt !== undefined ? { prompt, model: body.model } : null
}

/** What the tool answered that was to start it. */
function resultIn(requests: readonly Received[]): string | null {
  const messages = requests.findLast(({ asker }) => asker === 'main')?.body.messages ?? []
  const results = messages.flatMap(({ content }) => (Array.isArray(content) ? content : []))
  const result = results.findLast((block) => (block as { type?: unknown } | null)?.type === 'tool_result')
  return (
    textOf(result)
      .join('\n')
      .replace(/<\/?tool_use_error>/g, '') || null
  )
}
