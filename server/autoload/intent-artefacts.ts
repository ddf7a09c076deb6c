import type { Fence, Stretch } from './intent-zones.ts'
import type { Group } from './types.ts'

/** A file, an address, a code fence or an import that says something of a group. */
export type Artefact = {
  readonly group: number
  readonly kind: 'file' | 'address' | 'language' | 'import'
  readonly term: string
  readonly start: number
  readonly end: number
  /** Marked with `!` in the table: this is the task itself. */
  readonly isTask: boolean
}

/** So many paths and addresses, fences, and imports are looked at. */
const MOST_PLACES = 200
const MOST_IMPORTS = 40
const IMPORT = /(?:\bfrom\s+|\bimport\s+|\brequire\(\s*|\buse\s+|#include\s*<)["']?(@?[\w.-]{2,60}(?:\/[\w.-]{1,60})?)/g

export function artefactsOf(
  text: string,
  stretches: readonly Stretch[],
  fences: readonly Fence[],
  groups: readonly Group[],
): Artefact[] {
  const artefacts: Artefact[] = []
  const add = (kind: Artefact['kind'], start: number, end: number, marks: (group: Group) => string | undefined) => {
    groups.forEach((group, number) => {
      const mark = marks(group)
      if (mark) artefacts.push({ group: number, kind, term: unmarked(mark), start, end, isTask: mark.endsWith('!') })
    })
  }
  let imports = 0
  let places = 0
  for (const { zone, start, end } of stretches) {
    const piece = text.slice(start, Math.min(end, start + 2000))
    if ((zone === 'path' || zone === 'address') && ++places > MOST_PLACES) continue
    if (zone === 'path') add('file', start, end, ({ prompt }) => prompt.files.find((file) => isFile(piece, file)))
    if (zone === 'address') add('address', start, end, ({ prompt }) => addressIn(piece, prompt.addresses))
    if (zone === 'code' && imports < MOST_IMPORTS)
      for (const { 1: module = '', index } of piece.matchAll(IMPORT)) {
        if (++imports > MOST_IMPORTS) break
        const from = start + index
        add('import', from, from + module.length, ({ prompt }) => prompt.imports.find((name) => isModule(module, name)))
      }
  }
  for (const { language, start } of fences.slice(0, MOST_PLACES))
    add('language', start, start + 3 + language.length, ({ prompt }) =>
      prompt.languages.find((known) => unmarked(known) === language),
    )
  return artefacts
}

const unmarked = (mark: string) => mark.replace(/!$/, '')

function isFile(piece: string, file: string): boolean {
  const path = piece
    .replace(/^[`"'([]+|[`"')\],;:.!?]+$/g, '')
    .replace(/(?::\d+){1,2}$/, '')
    .replaceAll('\\', '/')
    .toLowerCase()
  const wanted = unmarked(file).toLowerCase()
  if (wanted.endsWith('/')) return `/${path}`.includes(`/${wanted}`)
  const name = path.slice(path.lastIndexOf('/') + 1)
  return wanted.startsWith('*') ? name.endsWith(wanted.slice(1)) : name === wanted
}

/** The best mark of an address: a task goes before a weak sign. */
function addressIn(address: string, marks: readonly string[]): string | undefined {
  const parts = address
    .replace(/^[a-z+.-]+:\/\//i, '')
    .replace(/[?#].*$/, '')
    .replace(/[),.;:!]+$/, '')
    .toLowerCase()
    .split('/')
  const fitting = marks.filter((mark) => {
    const [host = '', ...path] = unmarked(mark).split('/')
    const own = parts[0] ?? ''
    return (own === host || own.endsWith(`.${host}`)) && path.every((part, index) => isPart(parts[index + 1], part))
  })
  return fitting.find((mark) => mark.endsWith('!')) ?? fitting[0]
}

const isPart = (part: string | undefined, wanted: string) =>
  part !== undefined && part !== '' && (wanted === '*' || part === wanted)

const isModule = (module: string, name: string) =>
  module === name || module.startsWith(`${name}/`) || module.startsWith(`${name}.`)
