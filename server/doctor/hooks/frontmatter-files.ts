import { join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { Look } from '../../claude/disk.ts'
import type { JsonPath } from '../../claude/position.ts'
import { readText } from '../../claude/text.ts'
import { type Candidate, candidatesIn } from '../definitions/find.ts'
import { namesOf } from '../definitions/names.ts'
import { LARGEST } from '../definitions/read.ts'
import { readFrontmatter } from '../frontmatter.ts'
import type { Around, Place } from '../types.ts'
import { handlersIn } from './handlers.ts'
import { hookOf } from './hook.ts'
import type { HookFileSubject, HookOwner } from './types.ts'

/** The skills, agents and commands of a place that configure hooks in their frontmatter. */
export function frontmatterFiles(look: Look, place: Place, around: Around): readonly HookFileSubject[] {
  return candidatesIn(look, place, around)
    .filter(({ kind, lies }) => kind !== 'output style' && lies === null)
    .flatMap((candidate) => fileOf(look, candidate, place, around) ?? [])
}

/** Most have none: only those that might are taken apart. */
const MENTIONS_HOOKS = /^["']?hooks["']?[ \t]*:/m

function fileOf(look: Look, candidate: Candidate, place: Place, around: Around): HookFileSubject | null {
  const file = join(place.root, candidate.path)
  const content = readText(file, LARGEST, look.stat(file))
  const text = content.state === 'text' && MENTIONS_HOOKS.test(content.text) ? content.text : null
  const frontmatter = text === null ? null : readFrontmatter(text)
  if (text === null || frontmatter?.state !== 'read' || frontmatter.fields.hooks === undefined) return null
  const lineOf = linesOf(text)
  const owner = ownerOf(candidate, namesOf(candidate, frontmatter).name, place)
  const hooks = handlersIn(frontmatter.fields.hooks, ['hooks']).map((handler) =>
    hookOf(handler, owner, place, file, lineOf(handler.at)),
  )
  return {
    ...{ place, around, file, how: 'frontmatter', namedAt: [], exists: true, text, byteOrderMark: false },
    ...{ json: frontmatter.fields, problems: [], below: [['hooks']], lineOf, hooks },
  }
}

function ownerOf({ kind }: Candidate, name: string, place: Place): HookOwner {
  const isPlugin = place.kind === 'plugin'
  const known = kind === 'agent' || kind === 'command' ? kind : 'skill'
  return { kind: known, name, plugin: isPlugin ? place.id : null, root: isPlugin ? place.root : null }
}

/** Lines of the file: the frontmatter begins below its first one. */
function linesOf(text: string): (path: JsonPath) => number | null {
  const counter = new LineCounter()
  const yaml = text.slice(text.indexOf('\n') + 1).split(/^---/m)[0] ?? ''
  const document = parseDocument(yaml, { lineCounter: counter, logLevel: 'error', uniqueKeys: false })
  return (path) => {
    const { range } = (document.getIn(path, true) ?? {}) as { range?: readonly number[] | null }
    return range?.[0] === undefined ? null : counter.linePos(range[0]).line + 1
  }
}
