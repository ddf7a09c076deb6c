import { lexiconData } from '../../autoload/make-lexicon.ts'
import { readGroups } from '../../autoload/read-groups.ts'
import { asAscii, stampOf } from '../hook/vocabulary.ts'

/** The groups in force, compiled so that a hook need only read them. Of each group only what is still looked at. */
export function vocabularyFiles(stateDir: string): readonly (readonly [name: string, text: string])[] {
  const { groups } = readGroups(stateDir)
  const slim = groups.map((group) => ({ ...group, project: [], prompt: { ...group.prompt, ...COMPILED } }))
  const of = stampOf(stateDir)
  return [
    ['prompt.json', asAscii({ of, data: { ...lexiconData(groups), groups: slim } })],
    ['project.json', asAscii({ of, groups: groups.map((group) => ({ ...group, prompt: NO_PROMPT })) })],
  ]
}

const COMPILED = { strong: [], tasks: [], vague: [], cues: [], never: [] }
const NO_PROMPT = { ...COMPILED, files: [], addresses: [], languages: [], imports: [], yieldsTo: [] }
