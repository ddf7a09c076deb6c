/** What Claude Code says on a hook's input, as far as it is used (2.1.329, measured). */
export type HookEvent =
  | (Common & { name: 'SessionStart'; source: string })
  | (Common & { name: 'UserPromptSubmit'; prompt: string })
  | (Common & { name: 'PostToolUse'; file: string })
  | (Common & { name: 'SessionEnd' })

type Common = { session: string | null; cwd: string; transcript: string | null }

/** Null for anything that is no event of ours: then there is nothing to do. */
export function readEvent(text: string): HookEvent | null {
  const said = parsed(text)
  const textOf = (key: string) => shortText(said, key)
  const cwd = textOf('cwd')
  if (!cwd?.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(cwd ?? '')) return null
  const session = textOf('session_id')
  const common = {
    session: session !== null && /^[\w-]{1,100}$/.test(session) ? session : null,
    cwd: cwd as string,
    transcript: textOf('transcript_path'),
  }
  switch (textOf('hook_event_name')) {
    case 'SessionStart':
      return { ...common, name: 'SessionStart', source: textOf('source') ?? 'startup' }
    case 'UserPromptSubmit': {
      const prompt = field(said, 'prompt')
      return typeof prompt === 'string' ? { ...common, name: 'UserPromptSubmit', prompt } : null
    }
    case 'PostToolUse': {
      const file = shortText(field(said, 'tool_input'), 'file_path')
      return file === null ? null : { ...common, name: 'PostToolUse', file }
    }
    case 'SessionEnd':
      return { ...common, name: 'SessionEnd' }
    default:
      return null
  }
}

const LONGEST_FIELD = 4096

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A field of an object that came from outside; undefined also for what every object inherits. */
export const field = (json: unknown, key: string): unknown =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, key)
    ? (json as Record<string, unknown>)[key]
    : undefined

function shortText(json: unknown, key: string): string | null {
  const value = field(json, key)
  return typeof value === 'string' && value.length <= LONGEST_FIELD && !value.includes('\0') ? value : null
}
