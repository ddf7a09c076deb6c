export type PendingTurn = ReturnType<typeof pendingTurn>

/**
 * One user message of a stream-json session: the line to write, and the result once it has been heard.
 *
 * The message is echoed with its id when its turn begins, so a result that came before belongs to a turn that Claude
 * Code began itself (a subagent in the background had finished). Commands are echoed by recent versions only. A version
 * that tells its state tells that it is idle last of all.
 */
export function pendingTurn(text: string) {
  const uuid = crypto.randomUUID()
  const { promise, resolve } = Promise.withResolvers<string>()
  let begun = text.startsWith('/')
  let tellsState = false
  let result: string | null = null

  function hear(line: string) {
    const event = parse(line)
    const state = event.subtype === 'session_state_changed' ? event.state : null
    if (state) tellsState = true
    if (event.type === 'user' && event.uuid === uuid) {
      begun = true
      result = null
    }
    if (event.type === 'result' && begun) result ??= event.result ?? ''
    if (result !== null && (!tellsState || state === 'idle')) resolve(result)
  }
  return { line: `${JSON.stringify(userMessage(uuid, text))}\n`, hear, result: promise }
}

type StreamEvent = { type?: string; subtype?: string; uuid?: string; state?: string; result?: string }

function parse(line: string): StreamEvent {
  try {
    return JSON.parse(line) ?? {}
  } catch {
    return {}
  }
}

const userMessage = (uuid: string, text: string) => ({
  type: 'user',
  uuid,
  message: { role: 'user', content: [{ type: 'text', text }] },
})
