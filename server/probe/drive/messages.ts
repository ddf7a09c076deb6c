import type { ServerResponse } from 'node:http'

/** A request to the Messages API, as far as anything here looks at it. */
export type MessageRequest = {
  model: string
  stream?: boolean
  system?: unknown
  messages: readonly { role: string; content: unknown }[]
  tools?: readonly { name: string; description?: string }[]
}

/** What the model says, or the tool it calls. */
export type Reply = { text: string } | { tool: string; input: Record<string, unknown> }

/** Answers a request the way it asked to be answered: as server-sent events, or as one message. */
export function sendReply(response: ServerResponse, request: MessageRequest, reply: Reply) {
  const [type, body] = request.stream
    ? ['text/event-stream', eventStream(request.model, reply)]
    : ['application/json', JSON.stringify(wholeMessage(request.model, reply))]
  response.writeHead(200, { 'content-type': type }).end(body)
}

const USAGE = { input_tokens: 1, output_tokens: 1 }
const identifier = (prefix: string) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`
const stopReason = (reply: Reply) => ('tool' in reply ? 'tool_use' : 'end_turn')

const contentBlock = (reply: Reply) =>
  'tool' in reply
    ? { type: 'tool_use', id: identifier('toolu'), name: reply.tool, input: reply.input }
    : { type: 'text', text: reply.text }

const emptyMessage = (model: string) => ({
  id: identifier('msg'),
  type: 'message',
  role: 'assistant',
  model,
  content: [] as unknown[],
  stop_reason: null as string | null,
  stop_sequence: null,
  usage: USAGE,
})

const wholeMessage = (model: string, reply: Reply) => ({
  ...emptyMessage(model),
  content: [contentBlock(reply)],
  stop_reason: stopReason(reply),
})

function eventStream(model: string, reply: Reply): string {
  const block = contentBlock(reply)
  const [start, delta] =
    'tool' in reply
      ? [
          { ...block, input: {} },
          { type: 'input_json_delta', partial_json: JSON.stringify(reply.input) },
        ]
      : [
          { ...block, text: '' },
          { type: 'text_delta', text: reply.text },
        ]
  return [
    { type: 'message_start', message: emptyMessage(model) },
    { type: 'content_block_start', index: 0, content_block: start },
    { type: 'content_block_delta', index: 0, delta },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: stopReason(reply), stop_sequence: null }, usage: USAGE },
    { type: 'message_stop' },
  ]
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join('')
}
