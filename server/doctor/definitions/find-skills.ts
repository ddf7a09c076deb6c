import { basename, join } from 'node:path'
import { type Candidate, namesIn, type Searched } from './find.ts'
import type { Reason } from './types.ts'

const SKILL = 'SKILL.md'

/** How far below a folder of skills one is looked for that lies too deep. */
const DEEPEST = 4

/** Skills of the user or of a project: `skills/<name>/SKILL.md`, neither deeper nor less deep. */
export function skillsBelow(searched: Searched, folder: string): readonly Candidate[] {
  const loose = namesIn(searched, folder).filter((name) => /\.md$/i.test(name) && !NO_SKILL.test(name))
  return [
    ...loose.map((name) => ({
      ...skill(searched, `${folder}/${name}`, name.replace(/\.md$/i, '')),
      lies: lies('no folder', `It lies in ${folder} itself: only ${folder}/NAME/SKILL.md is read.`),
    })),
    ...foldersIn(searched, folder).flatMap((name) => skillIn(searched, folder, name)),
  ]
}

/** What else people put beside skills. */
const NO_SKILL = /^(readme|license|changelog|contributing|index|claude|agents)\b/i

type Root = { rootCounts: boolean; rootName: string }

/**
 * Skills of a plugin: folders of skills, or folders that are one. A folder with a SKILL.md hides whatever lies below it;
 * one at the plugin's root counts where there is no folder of skills and the manifest names none (measured with 2.1.329).
 */
export function skillsOfPlugin(
  searched: Searched,
  places: readonly string[],
  { rootCounts, rootName }: Root,
): readonly Candidate[] {
  const { look, root } = searched
  const there = places.filter((place) => look.isFolder(join(root, place)))
  const atRoot = namesIn(searched, '').includes(SKILL) ? [alone(searched, SKILL, basename(rootName))] : []
  if (there.length === 0) return rootCounts ? atRoot : []
  return there.flatMap((place, rank) => {
    if (place === '') return atRoot.map((one) => ({ ...one, rank }))
    const ranked = { ...searched, rank }
    if (!namesIn(searched, place).includes(SKILL)) return skillsBelow(ranked, place)
    const why = `${place}/SKILL.md makes the folder ${place} a skill itself, so that none below it is read.`
    const below = skillsBelow(ranked, place).filter(({ lies }) => lies === null)
    return [
      alone(ranked, `${place}/${SKILL}`, basename(place)),
      ...below.map((one) => ({ ...one, lies: lies('hidden', why) })),
    ]
  })
}

function skillIn(searched: Searched, top: string, path: string): readonly Candidate[] {
  const folder = `${top}/${path}`
  const depth = path.split('/').length
  const names = namesIn(searched, folder)
  const name = names.includes(SKILL) ? SKILL : names.find((one) => one.toLowerCase() === 'skill.md')
  if (name !== undefined) {
    const found = skill(searched, `${folder}/${name}`, basename(path))
    const deep = lies('too deep', `Only ${top}/NAME/SKILL.md is read, no folder below.`)
    if (depth > 1) return [{ ...found, lies: deep }]
    return [name === SKILL ? found : { ...found, lies: lies('file name', `Only SKILL.md is read, not ${name}.`) }]
  }
  const isPlugin = names.includes('.claude-plugin')
  if (depth >= DEEPEST || isPlugin) return []
  return foldersIn(searched, folder).flatMap((inner) => skillIn(searched, top, `${path}/${inner}`))
}

const foldersIn = (searched: Searched, folder: string): readonly string[] =>
  namesIn(searched, folder).filter(
    (name) => name !== 'node_modules' && name !== '.git' && searched.look.isFolder(join(searched.root, folder, name)),
  )

const skill = ({ plugin, rank }: Searched, path: string, called: string): Candidate => ({
  ...{ kind: 'skill', path, called, plugin, rank },
  ...{ within: [], byName: false, lies: null },
})

const alone = (searched: Searched, path: string, called: string): Candidate => ({
  ...skill(searched, path, called),
  byName: true,
})

const lies = (reason: Reason, why: string) => ({ reason, why })
