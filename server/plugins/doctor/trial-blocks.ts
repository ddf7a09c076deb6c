import type { TakenText } from './trial-types.ts'

/** The texts of a request's messages, taken apart. */

type Message = { role: string; content: unknown }

/** Before what was typed, and what the tool answers before what it was called for. */
export const isAnnouncement = (text: string, name: string) =>
  text === `Launching skill: ${name}` ||
  (text.includes(`<command-message>${name}</command-message>`) &&
    text.includes(`<command-name>/${name}</command-name>`))

const TOOL_ERROR = /^<tool_use_error>([\s\S]*)<\/tool_use_error>$/

export const toolErrorIn = (blocks: readonly string[]) =>
  blocks.flatMap((text) => TOOL_ERROR.exec(text)?.[1] ?? []).at(-1) ?? null

export const isReminder = (text: string) => text.startsWith('<system-reminder>')

export const lastOwn = (blocks: readonly string[]) => blocks.findLast((text) => !isReminder(text))

export const blocksOf = (messages: readonly Message[], role = 'user'): readonly string[] =>
  messages.filter((message) => message.role === role).flatMap(({ content }) => textsOf(content))

export function textsOf(content: unknown): readonly string[] {
  if (typeof content === 'string') return [content]
  return Array.isArray(content) ? content.flatMap(textOf) : []
}

/** A block of text, or what a tool answered. */
export function textOf(block: unknown): readonly string[] {
  const { text, content } = (block ?? {}) as { text?: unknown; content?: unknown }
  return typeof text === 'string' ? [text] : content === undefined ? [] : textsOf(content)
}

export const inner = (reminder: string) => reminder.replace(/^<system-reminder>\n?|\n?<\/system-reminder>\s*$/g, '')

const CALLED = /^<system-reminder>\nCalled the Read tool with the following input: (\{.*\})\n<\/system-reminder>/
const RESULT = /^<system-reminder>\nResult of calling the Read tool:\n([\s\S]*?)\n?<\/system-reminder>/

export function attachedIn(blocks: readonly string[]): TakenText['attached'] {
  return blocks.flatMap((text, index) => {
    const file = fileIn(CALLED.exec(text)?.[1])
    const [, read = ''] = RESULT.exec(blocks[index + 1] ?? '') ?? []
    return file === null ? [] : [{ file, text: read }]
  })
}

function fileIn(input: string | undefined): string | null {
  if (input === undefined) return null
  try {
    const { file_path: file } = JSON.parse(input) as { file_path?: unknown }
    return typeof file === 'string' ? file : null
  } catch {
    return null
  }
}
