/** What Claude Code does not understand of a server: the field, and the rest of a sentence that begins with its name. */
export type Misshapen = { at: string; why: string; fix: string; severity?: 'warning' }

/** Why a server of MCP is left out, as 2.1.329 does it: silently, and only this one. */
export function misshapenMcp(config: unknown): Misshapen | null {
  if (!isFields(config))
    return { at: '', why: 'is no object', fix: 'Write an object with a `command`, or a `type` and a `url`.' }
  const { type, url, command } = config
  if (type === undefined && command === undefined && typeof url === 'string')
    return { at: 'url', why: 'has a `url` and no `type`', fix: 'Add `"type": "http"` (or `"sse"`, `"ws"`).' }
  if (type !== undefined && !TYPES.includes(type as string)) return unknownType(type)
  return REMOTE.includes(type as string) ? misshapenRemote(config) : misshapenLocal(config)
}

function misshapenLocal({ command, args, env }: Fields): Misshapen | null {
  if (typeof command !== 'string')
    return { at: 'command', why: 'has no `command`', fix: 'Say which program starts it, as text.' }
  if (args !== undefined && !isTexts(args))
    return { at: 'args', why: 'has `args` that are no list of texts', fix: 'Write `args` as a list of texts.' }
  if (env !== undefined && !(isFields(env) && isTexts(Object.values(env))))
    return { at: 'env', why: 'has an `env` whose values are not all texts', fix: 'Put every value of `env` in quotes.' }
  return null
}

function misshapenRemote({ url, headers }: Fields): Misshapen | null {
  if (typeof url !== 'string')
    return { at: 'url', why: 'has no `url`', fix: 'Say where it answers, as an absolute address.' }
  if (!url.includes('${') && !URL.canParse(url))
    return { at: 'url', why: 'has a `url` that is no absolute address', fix: 'Write it with `https://` and a host.' }
  if (headers !== undefined && !(isFields(headers) && isTexts(Object.values(headers))))
    return {
      at: 'headers',
      why: 'has `headers` whose values are not all texts',
      fix: 'Put every value of `headers` in quotes.',
    }
  return null
}

const unknownType = (type: unknown): Misshapen => ({
  at: 'type',
  why: `has the \`type\` ${JSON.stringify(type)?.slice(0, 60)}, which there is not`,
  fix: 'Leave `type` out for a program, or write `http`, `sse` or `ws`.',
})

const REMOTE = ['http', 'streamable-http', 'sse', 'ws']
/** Those that end in `-ide` are the editors' own. */
const TYPES = ['stdio', ...REMOTE, 'sse-ide', 'ws-ide']

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
