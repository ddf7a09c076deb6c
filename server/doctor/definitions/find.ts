import { join } from 'node:path'
import type { Look } from '../../claude/disk.ts'
import type { Around, Place } from '../types.ts'
import { commandsIn, documentsIn } from './find-documents.ts'
import { skillsBelow, skillsOfPlugin } from './find-skills.ts'
import { basesOf } from './parents.ts'
import { partsOf } from './parts.ts'
import type { DefinitionKind, Reason } from './types.ts'

/** A file that is a definition, or would like to be one. */
export type Candidate = {
  kind: DefinitionKind
  /** Below the place's root; above it where it lies in a folder around the project. */
  path: string
  /** Its folder's or its file's name. */
  called: string
  /** The plugin before the colon; null for the user's and a project's own. */
  plugin: string | null
  /** The folders that belong to its name: ['sub'] for `/sub:deploy`. */
  within: readonly string[]
  /** Called by the `name` in its frontmatter, unlike others of its kind. */
  byName: boolean
  /** Of several folders with the like of it, which one Claude Code looks into first. */
  rank: number
  /** Why it is not discovered where it lies; null where it is. */
  lies: { reason: Reason; why: string } | null
}

/** Where is looked, and for whom. */
export type Searched = {
  look: Look
  root: string
  plugin: string | null
  rank: number
  /** How many folders may still be listed: a hostile tree is answered with less, not waited for. */
  left: { folders: number }
}

/** At most so many of a kind in a place: more than anybody writes, few enough to stay quick. */
const MOST = 1000
const MOST_FOLDERS = 5000

export function candidatesIn(look: Look, place: Place, around: Around): readonly Candidate[] {
  const found = place.kind === 'plugin' ? inPlugin(look, place) : inFolders(look, place, around)
  return found.flatMap((ofOneKind) => ofOneKind.slice(0, MOST))
}

type Own = Exclude<Place, { kind: 'plugin' }>

function inFolders(look: Look, place: Own, around: Around): readonly (readonly Candidate[])[] {
  const left = { folders: MOST_FOLDERS }
  return basesOf(look, place, around).flatMap((base, rank) => {
    const searched = { look, root: place.root, plugin: null, rank, left }
    return [
      skillsBelow(searched, `${base}skills`),
      commandsIn(searched, `${base}commands`),
      documentsIn(searched, 'agent', `${base}agents`),
      documentsIn(searched, 'output style', `${base}output-styles`),
    ]
  })
}

function inPlugin(look: Look, place: Extract<Place, { kind: 'plugin' }>): readonly (readonly Candidate[])[] {
  const { declared, ownName, commandNames, saysSkills } = partsOf(look, place.root)
  const left = { folders: MOST_FOLDERS }
  const searched = (rank: number) => ({ look, root: place.root, plugin: ownName ?? place.name, rank, left })
  return [
    skillsOfPlugin(searched(0), declared.skills, {
      rootCounts: !saysSkills && place.loaded?.how !== 'skills-dir',
      rootName: place.loaded?.path ?? place.root,
    }),
    declared.commands.flatMap((path, rank) => renamed(commandsIn(searched(rank), path), commandNames)),
    declared.agents.flatMap((path, rank) => documentsIn(searched(rank), 'agent', path)),
    declared.outputStyles.flatMap((path, rank) => documentsIn(searched(rank), 'output style', path)),
  ]
}

/** A manifest may give a command's file another name. */
const renamed = (commands: readonly Candidate[], names: ReadonlyMap<string, string>) =>
  commands.map((command) => ({ ...command, called: names.get(command.path) ?? command.called }))

/** What lies in a folder, by name. */
export function namesIn({ look, root, left }: Searched, folder: string): readonly string[] {
  if (left.folders-- <= 0) return []
  return [...(look.entries(join(root, folder))?.keys() ?? [])]
}
