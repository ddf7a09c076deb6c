import { basename, dirname, extname } from 'node:path'
import { syntaxErrorAt } from '../../claude/position.ts'
import type { Said, ValidatedFile, Validation } from '../../claude/validate.ts'
import { isInside } from '../../trees/inside.ts'
import { readFrontmatter } from '../frontmatter.ts'
import { lineAt, lineOfPath, textOf } from './text-lines.ts'
import type { SaidHere } from './types.ts'

/**
 * What the program said, each with the line it is about. Left out is what it says of other folders, and that a folder
 * without a manifest has none: a plugin of a marketplace needs none.
 */
export function placedSaid({ files }: Validation, root: string): readonly SaidHere[] {
  return files.filter(({ file }) => file !== root && isInside(file, root)).flatMap(placed)
}

function placed({ file, type, errors, warnings }: ValidatedFile): readonly SaidHere[] {
  const text = textOf(file)
  const here = (severity: SaidHere['severity']) => (said: Said) => ({
    ...{ severity, file, type },
    ...said,
    line: text === null ? null : lineOf(said, text, file),
  })
  return [...errors.map(here('error')), ...warnings.map(here('warning'))]
}

function lineOf({ path, message }: Said, text: string, file: string): number | null {
  if (extname(file) === '.md') return basename(file) === 'CLAUDE.md' ? null : lineInMarkdown(path, text)
  const broken = syntaxErrorAt(text)
  if (broken !== null) return lineAt(text, broken)
  const inMessage = /^([\w-]+(?:\.[\w-]+)+):/.exec(message)?.[1]
  return lineOfPath(text, keysOf(inMessage ?? path.split(' ')[0] ?? ''))
}

const lineInMarkdown = (path: string, text: string) => readFrontmatter(text).lines.get(path) ?? 1

/** 'plugins[0].source' and 'plugins.0.source' alike. */
const keysOf = (path: string) =>
  path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((key) => key !== '')
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key))

/** 'skill say', 'agent critic', 'hooks', 'manifest'. */
export function aboutOf({ type, file }: SaidHere): string {
  if (type === 'plugin') return basename(file) === 'plugin.json' ? 'manifest' : basename(file)
  if (extname(file) !== '.md') return type === 'marketplace' ? 'catalogue' : type
  const name = basename(file, '.md')
  return `${type} ${name === 'SKILL' ? basename(dirname(file)) : name}`
}
