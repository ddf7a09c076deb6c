import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type MessageRequest, type Reply, sendReply } from './messages.ts'

/**
 * What asked: 'main' is the conversation itself, 'agent' a subagent of it, 'side' anything Claude Code asks on its own,
 * such as a title for the session.
 */
export type Asker = 'main' | 'agent' | 'side'

/** `at`: when it came, in epoch milliseconds. */
export type Received = { readonly asker: Asker; readonly at: number; readonly body: MessageRequest }

/** A stand-in for the Messages API on loopback, which keeps whatever it is sent. */
export type Model = {
  readonly url: string
  /** Every request for a message, oldest first. */
  readonly requests: readonly Received[]
  /** The latest request of the conversation itself, or of another asker. */
  readonly lastRequest: (asker?: Asker) => MessageRequest | null
  /** Every piece of text in that request, one to a line: what the model knows at that moment. */
  readonly textReceived: (asker?: Asker) => string
  /** What the conversation's next request is answered with; several wait in line. Otherwise the answer is 'ok'. */
  readonly answerNext: (reply: Reply) => void
  /** Drops the answers that still wait. */
  readonly forgetAnswers: () => void
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

export async function startModel(): Promise<Model> {
  const requests: Received[] = []
  const replies: Reply[] = []

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const body = await bodyOf(request)
    if (!isMessageRequest(request, body)) return sendJson(response, {})
    const asker = askerOf(request, body)
    requests.push({ asker, at: Date.now(), body })
    const reply = asker === 'main' ? replies.shift() : undefined
    sendReply(response, body, reply ?? { text: 'ok' })
  }

  const server = createServer(
    (request, response) => void answer(request, response).catch((error) => response.destroy(error)),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const lastRequest = (asker: Asker = 'main') => requests.findLast((request) => request.asker === asker)?.body ?? null
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    lastRequest,
    textReceived: (asker) => textIn(lastRequest(asker)),
    answerNext: (reply) => void replies.push(reply),
    forgetAnswers: () => void replies.splice(0),
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Every text in a value, however deep, one to a line. */
export const textIn = (value: unknown): string => [...strings(value)].join('\n')

function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (value && typeof value === 'object') for (const part of Object.values(value)) yield* strings(part)
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  try {
    return await json(request)
  } catch {
    return null
  }
}

const isMessageRequest = (request: IncomingMessage, body: unknown): body is MessageRequest =>
  request.method === 'POST' && /^\/v1\/messages(\?|$)/.test(request.url ?? '') && body !== null

// Recent versions name the agent in a header or in the first block of the system prompt; the agents of older ones can
// start no other.
function askerOf({ headers }: IncomingMessage, { system, tools = [] }: MessageRequest): Asker {
  if (tools.length === 0) return 'side'
  if (headers['x-claude-code-agent-id'] || textIn(system).includes('cc_is_subagent=true')) return 'agent'
  return tools.some(({ name }) => name === 'Agent' || name === 'Task') ? 'main' : 'agent'
}

function sendJson(response: ServerResponse, value: unknown) {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
