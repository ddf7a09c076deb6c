import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type GroupsFile, groupsFile } from './groups-schema.ts'
import type { Group, ProjectSignal, PromptSignals } from './types.ts'

/** A place in the user's file that is wrong, said for the one who wrote it. */
export type GroupsProblem = { readonly message: string; readonly line?: number; readonly column?: number }

export type Groups = { readonly groups: readonly Group[]; readonly problems: readonly GroupsProblem[] }

export const LARGEST_FILE = 256 * 1024
const DEEPEST = 12
const MOST_PROBLEMS = 20

/**
 * The groups in force with the text of the user's `groups.yaml`: lists of signals are added to those of a group that is there,
 * plugins and title take the place of its own. A file with any fault changes nothing.
 */
export function groupsWith(text: string, defaults: readonly Group[]): Groups {
  const refused = (problems: readonly GroupsProblem[]): Groups => ({
    groups: defaults,
    problems: problems.slice(0, MOST_PROBLEMS),
  })
  if (text.length > LARGEST_FILE) return refused([{ message: `The file is larger than ${LARGEST_FILE / 1024} KB.` }])
  const depth = depthOf(text)
  if (depth > DEEPEST) return refused([{ message: `The file is nested deeper than ${DEEPEST} levels.` }])
  const read = readYaml(text)
  if ('problems' in read) return refused(read.problems)
  if (read.value === null || read.value === undefined) return { groups: defaults, problems: [] }
  const checked = groupsFile.safeParse(read.value)
  if (!checked.success)
    return refused(checked.error.issues.map((issue) => ({ message: sentenceOf(issue), ...read.placeOf(issue.path) })))
  return { groups: merged(defaults, checked.data), problems: [] }
}

type Yaml = { value: unknown; placeOf: (path: readonly PropertyKey[]) => { line?: number; column?: number } }

function readYaml(text: string): Yaml | { problems: GroupsProblem[] } {
  const counter = new LineCounter()
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return { line, column: col }
  }
  try {
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'silent' })
    if (document.errors.length > 0)
      return {
        problems: document.errors.map(({ message, pos }) => ({
          message: `This is not YAML: ${message}`,
          ...at(pos[0]),
        })),
      }
    const value: unknown = document.toJS({ maxAliasCount: 0 })
    return {
      value,
      placeOf(path) {
        for (let length = path.length; length >= 0; length--) {
          const node = document.getIn(path.slice(0, length), true)
          if (isNode(node) && node.range) return at(node.range[0])
        }
        return {}
      },
    }
  } catch (error) {
    return { problems: [{ message: `This is not YAML that can be read here: ${(error as Error).message}.` }] }
  }
}

/** How deep brackets and indentation go, counted before anything is built from them. */
function depthOf(text: string): number {
  let brackets = 0
  let deepest = 0
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++brackets)
    else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1)
  }
  let levels: number[] = []
  for (const [, spaces = '', dashes = ''] of text.matchAll(/^( *)((?:- )*)\S/gm)) {
    const indentation = spaces.length
    levels = [...levels.filter((level) => level < indentation).slice(0, DEEPEST + 1), indentation]
    deepest = Math.max(deepest, levels.length + dashes.length / 2)
  }
  return deepest
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
  return issue.path.length === 0 ? message : `${issue.path.map(String).join(' → ')}: ${message}`
}

function merged(defaults: readonly Group[], file: GroupsFile): readonly Group[] {
  const changed = defaults.map((group) =>
    Object.hasOwn(file, group.name) ? changedBy(group, file[group.name] ?? {}) : group,
  )
  const added = Object.entries(file).filter(([name]) => !defaults.some((group) => group.name === name))
  return [...changed, ...added.map(([name, settings]) => changedBy({ ...EMPTY, name, title: name }, settings))]
}

function changedBy(group: Group, { title, plugins, prompt = {}, project = [] }: GroupsFile[string]): Group {
  const without = new Set(prompt.without)
  const list = (name: keyof PromptSignals) => [
    ...group.prompt[name].filter((entry) => !without.has(entry)),
    ...(prompt[name] ?? []),
  ]
  return {
    name: group.name,
    title: title ?? group.title,
    plugins: plugins ?? group.plugins,
    prompt: {
      strong: list('strong'),
      tasks: list('tasks'),
      vague: list('vague'),
      cues: list('cues'),
      never: list('never'),
      files: list('files'),
      addresses: list('addresses'),
      languages: list('languages'),
      imports: list('imports'),
      yieldsTo: list('yieldsTo'),
    },
    project: [...group.project, ...(project as readonly ProjectSignal[])],
  }
}

const EMPTY: Omit<Group, 'name' | 'title'> = {
  plugins: [],
  prompt: {
    strong: [],
    tasks: [],
    vague: [],
    cues: [],
    never: [],
    files: [],
    addresses: [],
    languages: [],
    imports: [],
    yieldsTo: [],
  },
  project: [],
}
