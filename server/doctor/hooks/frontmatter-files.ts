import { dirname, join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { Look } from '../../claude/disk.ts'
import type { JsonPath } from '../../claude/position.ts'
import { readText } from '../../claude/text.ts'
import { type Candidate, candidatesIn } from '../definitions/find.ts'
import { namesOf } from '../definitions/names.ts'
import { LARGEST } from '../definitions/read.ts'
import { detached } from '../detached.ts'
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
  const { opening, fields } = detached({
    opening: text.slice(0, text.length - frontmatter.body.length),
    fields: frontmatter.fields,
  })
  const lineOf = linesOf(opening)
  const owner = ownerOf(candidate, namesOf(candidate, frontmatter).name, place, file)
  const hooks = handlersIn(fields.hooks, ['hooks']).map((handler) =>
    hookOf(handler, owner, place, file, lineOf(handler.at)),
  )
  return {
    ...{ place, around, file, how: 'frontmatter', namedAt: [], exists: true, text: opening, byteOrderMark: false },
    ...{ json: fields, problems: [], below: [['hooks']], lineOf, hooks },
  }
}

/** In a skill of the user or a project, CLAUDE_PLUGIN_ROOT is the skill's own folder (2.1.329). */
function ownerOf(candidate: Candidate, name: string, place: Place, file: string): HookOwner {
  const kind = candidate.kind === 'agent' || candidate.kind === 'command' ? candidate.kind : 'skill'
  if (place.kind === 'plugin') return { kind, name, plugin: place.id, root: place.root }
  return { kind, name, plugin: null, root: kind === 'skill' ? dirname(file) : null }
}

/** Lines of the file: what is between the hyphens begins below its first one. */
function linesOf(frontmatter: string): (path: JsonPath) => number | null {
  const counter = new LineCounter()
  const yaml = frontmatter.slice(frontmatter.indexOf('\n') + 1).replace(/---\s*$/, '')
  const document = parseDocument(yaml, { lineCounter: counter, logLevel: 'error', uniqueKeys: false })
  return (path) => {
    const { range } = (document.getIn(path, true) ?? {}) as { range?: readonly number[] | null }
    return range?.[0] === undefined ? null : counter.linePos(range[0]).line + 1
  }
}
