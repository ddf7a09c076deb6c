import type { Plugin } from '../claude/types.ts'
import { ambiguousPlugin, unknownPlugin } from '../errors.ts'
import type { Panel } from '../panel.ts'

/** The installed plugin with this id; a bare name will do where only one marketplace has it. */
export function findPlugin(panel: Panel, id: string): Plugin {
  const { plugins } = panel.survey.inventory()
  const exact = plugins.find((plugin) => plugin.id === id)
  if (exact) return exact
  const named = plugins.filter((plugin) => plugin.name === id)
  if (named.length > 1)
    throw ambiguousPlugin(
      id,
      named.map((plugin) => plugin.id),
    )
  if (!named[0]) throw unknownPlugin(id)
  return named[0]
}
