import { readFrontmatter } from '../frontmatter.ts'
import type { Definition } from './types.ts'

/** Those of a file's whole text; an agent's and an output style's are left as they are (measured with 2.1.329). */
export const commandsIn = ({ kind }: Pick<Definition, 'kind'>, text: string): readonly string[] =>
  kind === 'skill' || kind === 'command' ? dynamicCommands(readFrontmatter(text).body) : []

/**
 * The shell commands that a definition's text has Claude Code run when it is invoked, in order: what stands between
 * backticks after an exclamation mark, and blocks that begin with three backticks and one. Whatever might be one is.
 */
export const dynamicCommands = (body: string): readonly string[] =>
  [...body.matchAll(DYNAMIC)]
    .map(([, block, inline]) => (block ?? inline ?? '').trim())
    .filter((command) => command !== '')
    .slice(0, MOST)

const DYNAMIC = /^[ \t]*```+!([^\n]*\n[\s\S]*?)```|!`([^`]+)`/gm

const MOST = 100

/** The files that a text mentions with `@`, as written; those that begin in the session's folder can be given to it. */
export const mentionedFiles = (body: string): readonly string[] =>
  [
    ...new Set(
      [...body.matchAll(/(?:^|[\s(])@([^\s`'"<>()]{1,300})/g)].map(([, path = '']) => path.replace(/[.,;:!?]+$/, '')),
    ),
  ]
    .filter((path) => path !== '')
    .slice(0, MOST)
