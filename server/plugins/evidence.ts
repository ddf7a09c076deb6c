import type { Evidence } from '../claude/evidence/types.ts'
import type { Plugin, Session } from '../claude/types.ts'
import type { Panel } from '../panel.ts'

/**
 * What a living session has left behind of what it did, read now: cheap enough to be asked for each of them whenever a
 * page is drawn. Its traces are told as far as they lie in a folder of an installed plugin, or one of `also`.
 */
export function evidenceOf(
  panel: Pick<Panel, 'survey' | 'evidence'>,
  session: Session,
  also: readonly string[] = [],
): Evidence {
  const { plugins, cached } = panel.survey.inventory()
  return panel.evidence(session, { cached, folders: [...new Set([...plugins.flatMap(foldersOf), ...also])] })
}

/** Every folder that a session may have a plugin from. */
export const foldersOf = ({ loaded, source, cached }: Plugin): readonly string[] => [
  loaded.path,
  ...(source === null ? [] : [source.path]),
  ...cached.map((version) => version.path),
]
