import { basename, join } from 'node:path'
import { type Candidate, namesIn, type Searched } from './find.ts'
import type { DefinitionKind } from './types.ts'

const DEEPEST = 8
const SKILL = 'SKILL.md'

/** Commands: every Markdown file at any depth, by its folders' names; a folder with a SKILL.md is one command. */
export function commandsIn(searched: Searched, path: string): readonly Candidate[] {
  return filesAt(searched, path).flatMap(({ file, within, beside }) => {
    const isFolder = basename(file) === SKILL
    if (beside.includes(SKILL) && !isFolder) return []
    const called = isFolder ? (within.at(-1) ?? basename(path)) : withoutEnding(basename(file))
    return [candidate(searched, 'command', file, called, isFolder ? within.slice(0, -1) : within)]
  })
}

/** Agents and output styles: every Markdown file at any depth. */
export function documentsIn(searched: Searched, kind: DefinitionKind, path: string): readonly Candidate[] {
  return filesAt(searched, path).map(({ file, within }) =>
    candidate(searched, kind, file, withoutEnding(basename(file)), kind === 'agent' && searched.plugin ? within : []),
  )
}

const withoutEnding = (name: string) => name.replace(/\.md$/, '')

type FoundFile = { file: string; within: readonly string[]; beside: readonly string[] }

const MARKDOWN = /\.md$/i

function filesAt(searched: Searched, path: string): readonly FoundFile[] {
  const { look, root } = searched
  if (look.isFolder(join(root, path))) return filesBelow(searched, path, [], [])
  return MARKDOWN.test(path) && look.stat(join(root, path)) ? [{ file: path, within: [], beside: [] }] : []
}

function filesBelow(
  searched: Searched,
  folder: string,
  within: readonly string[],
  above: readonly (string | null)[],
): FoundFile[] {
  const { look, root } = searched
  const here = look.real(join(root, folder))
  if (within.length > DEEPEST || above.includes(here)) return []
  const beside = namesIn(searched, folder)
  return beside.flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`
    if (look.isFolder(join(root, path))) return filesBelow(searched, path, [...within, name], [...above, here])
    return MARKDOWN.test(name) ? [{ file: path, within, beside }] : []
  })
}

/** A plugin's `deploy.MD` is a command by that whole name; one of the user or a project is none (2.1.329). */
const candidate = (
  { plugin, rank }: Searched,
  kind: DefinitionKind,
  path: string,
  called: string,
  within: readonly string[],
): Candidate => ({
  ...{ kind, path, called, plugin, within, rank, byName: false },
  lies: plugin === null && !path.endsWith('.md') ? NO_MARKDOWN : null,
})

const NO_MARKDOWN = {
  reason: 'file name' as const,
  why: 'Only a file whose name ends with .md, in small letters, is read.',
}
