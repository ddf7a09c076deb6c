import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { field } from './event.ts'
import { insideOf } from './facts.ts'
import { jsonOf, textOf } from './files.ts'

/** A command or a skill of a plugin, as its own file has it. */
export type Piece = {
  readonly kind: 'command' | 'skill'
  /** As Claude Code names it: `sw-release:npm`. */
  readonly name: string
  readonly description: string
  readonly path: string
  /** Without its frontmatter. */
  readonly body: string
}

const MOST_PIECES = 60
const LARGEST_PIECE = 64 * 1024
const DEEPEST = 3

/** The commands and skills of a plugin's folder, bounded; what a link leads out of the folder is left out. */
export function contentsOf(folder: string, plugin: string, entry: unknown): readonly Piece[] {
  const manifest = jsonOf(join(folder, '.claude-plugin', 'plugin.json'), LARGEST_PIECE)
  const commands = ['commands', ...pathsIn(manifest, 'commands'), ...pathsIn(entry, 'commands')].flatMap((path) =>
    markdownIn(folder, path, DEEPEST),
  )
  const skills = ['skills', ...pathsIn(manifest, 'skills'), ...pathsIn(entry, 'skills')].flatMap((path) =>
    skillsIn(folder, path),
  )
  const seen = new Set<string>()
  return [
    ...commands.map((file) => ({ kind: 'command' as const, file, fallback: basename(file, '.md') })),
    ...[...skills, ...rootSkill(folder)].map((file) => ({
      kind: 'skill' as const,
      file,
      fallback: basename(file.slice(0, -'/SKILL.md'.length)),
    })),
  ]
    .filter(({ file }) => !seen.has(file) && seen.add(file))
    .slice(0, MOST_PIECES)
    .flatMap(({ kind, file, fallback }) => {
      const text = textOf(file, LARGEST_PIECE)
      if (text === null) return []
      const { front, body } = partsOf(text)
      const own = kind === 'skill' ? plain(front.name ?? '') : ''
      return [
        {
          kind,
          name: `${plugin}:${own || plain(fallback)}`,
          description: plain(front.description ?? ''),
          path: file,
          body,
        },
      ]
    })
}

function pathsIn(json: unknown, key: string): readonly string[] {
  const value = field(json, key)
  const all = Array.isArray(value) ? value : [value]
  return all.filter((path): path is string => typeof path === 'string' && path.length < 500).slice(0, MOST_PIECES)
}

function markdownIn(folder: string, path: string, depth: number): readonly string[] {
  const at = insideOf(folder, path)
  if (at === null) return []
  if (at.endsWith('.md')) return [at]
  return entriesOf(at).flatMap((entry) => {
    if (entry.isFile() && entry.name.endsWith('.md')) return [join(at, entry.name)]
    return entry.isDirectory() && depth > 1 ? markdownIn(folder, join(path, entry.name), depth - 1) : []
  })
}

function skillsIn(folder: string, path: string): readonly string[] {
  const at = insideOf(folder, path)
  if (at === null) return []
  const own = entriesOf(at)
  if (own.some(({ name }) => name === 'SKILL.md')) return [join(at, 'SKILL.md')]
  return own
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const file = insideOf(folder, join(path, entry.name, 'SKILL.md'))
      return file === null ? [] : [file]
    })
}

function rootSkill(folder: string): readonly string[] {
  const file = insideOf(folder, 'SKILL.md')
  return file === null ? [] : [file]
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .slice(0, 200)
  } catch {
    return []
  }
}

/** Enough of YAML for a name and a description: one line each, quoted or not, or an indented block. */
export function partsOf(text: string): { front: Readonly<Record<string, string>>; body: string } {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text.slice(0, 16_384))
  if (!match) return { front: {}, body: text.trim() }
  const front: Record<string, string> = Object.create(null)
  const lines = (match[1] ?? '').split(/\r?\n/)
  for (let at = 0; at < lines.length; at++) {
    const [, key, value = ''] = /^([A-Za-z][\w-]*):[ \t]*(.*)$/.exec(lines[at] as string) ?? []
    if (!key) continue
    const more: string[] = []
    while (/^[ \t]+\S/.test(lines[at + 1] ?? '')) more.push((lines[++at] as string).trim())
    const first = /^[|>][+-]?\d?$/.test(value.trim()) ? '' : value.trim()
    front[key] = [first, ...more]
      .join(' ')
      .trim()
      .replace(/^(["'])([\s\S]*)\1$/, '$2')
  }
  return { front, body: text.slice(match[0].length).trim() }
}

/** One line without control characters, and without those that change how the rest is read. */
export const plain = (text: string): string =>
  text
    .slice(0, 600)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
