import { readFileSync } from 'node:fs'
import type { Look } from '../../claude/disk.ts'
import { type FileText, readText } from '../../claude/text.ts'
import { type Frontmatter, readFrontmatter } from '../frontmatter.ts'

/** `unread`: why its text is not known, as the end of a sentence that begins with its name. */
export type ReadFile = { frontmatter: Frontmatter; bytes: number; inode: string | null; unread: string | null }

/** More than Claude Code reads of any of them. */
export const LARGEST = 1024 * 1024

export function readDefinition(look: Look, file: string): ReadFile {
  const stats = look.stat(file)
  const bytes = stats?.size ?? 0
  const text = textOf(file, readText(file, LARGEST, stats))
  return {
    frontmatter: readFrontmatter(text.state === 'text' ? text.text : ''),
    bytes,
    inode: stats ? `${stats.dev}:${stats.ino}` : null,
    unread: text.state === 'text' ? null : text.state === 'missing' ? 'leads nowhere' : text.why,
  }
}

/** What is no UTF-8 is read all the same, as Claude Code does: with a mark in place of what is wrong. */
function textOf(file: string, text: FileText): FileText {
  if (text.state !== 'unreadable' || text.why !== 'is not UTF-8 text') return text
  try {
    return { state: 'text', text: readFileSync(file, 'utf8').slice(0, LARGEST) }
  } catch {
    return text
  }
}
