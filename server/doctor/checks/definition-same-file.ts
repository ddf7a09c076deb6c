import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'
import { standingsOf } from '../definitions/standing.ts'
import type { Definition } from '../definitions/types.ts'

export const check = defineCheck({
  name: 'definition-same-file',
  title: 'One file is a definition twice',
  of: 'everything',
  evidence: measured(
    'Two paths to one skill that meet in the same real path are one skill, called by the first; a hard link is a skill of its own, and Claude is told of both.',
  ),
  *find({ definitions }) {
    const all = definitions.map(({ definition }) => definition)
    const standings = standingsOf(all)
    for (const definition of all) {
      const standing = standings.get(definition.id)
      if (standing?.state === 'same file')
        yield {
          ...at(definition),
          severity: 'note',
          message: `It is the same file as ${standing.as.name} by a link.`,
          happens: `Claude Code knows it as ${standing.as.name} alone: ${definition.name} does not exist.`,
          fix: 'Remove one of the two, or copy the file if both names are wanted.',
        }
    }
    for (const [first, ...others] of hardLinks(all))
      for (const other of others)
        yield {
          ...at(other, 'inode'),
          severity: 'note',
          message: `The file is a hard link to that of ${first?.name}.`,
          happens: 'Claude Code takes them for two, and tells Claude of both.',
          fix: 'Remove one of them, if they are meant to be one.',
        }
  },
})

function hardLinks(all: readonly Definition[]): readonly (readonly Definition[])[] {
  const byInode = new Map<string, Definition[]>()
  for (const one of all)
    if (one.inode !== null && one.discovery.state === 'discovered')
      byInode.set(one.inode, [...(byInode.get(one.inode) ?? []), one])
  return [...byInode.values()]
    .filter((same) => same.length > 1)
    .map((same) => [...new Map(same.map((one) => [one.real, one])).values()])
}
