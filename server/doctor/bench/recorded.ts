import { createHash } from 'node:crypto'
import { lastLines, transcriptsOf } from '../../claude/evidence/tail.ts'
import { masked } from '../../claude/masked.ts'
import { type Line, promptsIn, resultsIn, textsIn, type Use, usesIn, wordsOf } from './transcript-line.ts'

/** An event of a real session, as its hooks were given it. `key` stays while it is in the transcript. */
export type Recorded = { key: string; words: string; at: number; input: Readonly<Record<string, unknown>> }

const MOST_TRANSCRIPTS = 3
const MOST_BYTES = 512 * 1024
const MOST_EVENTS = 12
const LONGEST_TEXT = 16 * 1024

/**
 * What the newest sessions of a project gave to the hooks of an event, put together again from their transcripts: those
 * do not keep it, but what it is made of. Whatever looks like a secret is masked. Newest first.
 */
export function recordedEvents(places: { configDir: string; project: string }, event: string): readonly Recorded[] {
  const make = Object.hasOwn(MAKERS, event) ? MAKERS[event] : null
  if (!make) return []
  const found = transcriptsOf(places.configDir, places.project, MOST_TRANSCRIPTS).flatMap((file) =>
    eventsIn(lastLines(file, MOST_BYTES).map(parse), file, make),
  )
  return found.toSorted((one, other) => other.at - one.at).slice(0, MOST_EVENTS)
}

type Made = { words: string; fields: Line; tool?: true }
type Maker = (line: Line, uses: ReadonlyMap<string, Use>) => readonly Made[]

function eventsIn(lines: readonly Line[], file: string, make: Maker): Recorded[] {
  const uses = new Map<string, Use>()
  const prompts = { id: undefined as unknown, mode: 'default' as unknown }
  return lines.flatMap((line) => {
    const at = Date.parse(String(line.timestamp))
    if (line.isSidechain === true || line.isMeta === true || !Number.isFinite(at)) return []
    if (typeof line.promptId === 'string') prompts.id = line.promptId
    if (typeof line.permissionMode === 'string') prompts.mode = line.permissionMode
    for (const use of usesIn(line)) uses.set(use.id, use)
    return make(line, uses).map(({ words, fields, tool }) => {
      const { hook_event_name, ...own } = fields
      const input = withoutSecrets({
        session_id: line.sessionId,
        transcript_path: file,
        cwd: line.cwd,
        ...(prompts.id !== undefined && { prompt_id: prompts.id }),
        permission_mode: prompts.mode,
        ...(tool && { effort: { level: typeof line.effort === 'string' ? line.effort : 'medium' } }),
        hook_event_name,
        ...own,
      }) as Line
      return { key: digest([file, line.uuid, words]), words: masked(words).slice(0, 80), at, input }
    })
  })
}

const MAKERS: Readonly<Record<string, Maker>> = {
  UserPromptSubmit: (line) =>
    promptsIn(line).map((prompt) => ({
      words: prompt,
      fields: { hook_event_name: 'UserPromptSubmit', prompt },
    })),
  PreToolUse: (line) =>
    usesIn(line).map((use) => ({
      words: wordsOf(use),
      tool: true,
      fields: { hook_event_name: 'PreToolUse', tool_name: use.name, tool_input: use.input, tool_use_id: use.id },
    })),
  PostToolUse: (line, uses) =>
    resultsIn(line, uses).flatMap(({ use, isError }) =>
      isError
        ? []
        : {
            words: wordsOf(use),
            tool: true,
            fields: {
              ...{ hook_event_name: 'PostToolUse', tool_name: use.name, tool_input: use.input },
              ...{ tool_response: line.toolUseResult, tool_use_id: use.id },
            },
          },
    ),
  PostToolUseFailure: (line, uses) =>
    resultsIn(line, uses).flatMap(({ use, isError }) =>
      isError
        ? {
            words: wordsOf(use),
            tool: true,
            fields: {
              ...{ hook_event_name: 'PostToolUseFailure', tool_name: use.name, tool_input: use.input },
              ...{
                tool_use_id: use.id,
                error: String(line.toolUseResult).replace(/^Error: /, ''),
                is_interrupt: false,
              },
            },
          }
        : [],
    ),
  Stop: (line) =>
    textsIn(line).map((text) => ({
      words: text,
      tool: true,
      fields: {
        ...{ hook_event_name: 'Stop', stop_hook_active: false, last_assistant_message: text },
        ...{ background_tasks: [], session_crons: [] },
      },
    })),
}

/** Every text in it, however deep. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return masked(value.slice(0, LONGEST_TEXT))
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutSecrets(one)]))
}

function parse(text: string): Line {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Line) : {}
  } catch {
    return {}
  }
}

const digest = (parts: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12)
