import { type Decision, decide } from '../autoload/decide.ts'
import type { DetectionRow } from '../autoload-store.ts'
import type { Panel } from '../panel.ts'
import { circumstancesOf, groupsOf } from './circumstances.ts'
import { BACKGROUND } from './hook/news.ts'
import { OWN, placesIn } from './hooks/places.ts'
import { vocabularyFiles } from './hooks/vocabulary-files.ts'
import { writeGenerated } from './hooks/written.ts'
import { carryOut, type Loaded } from './load.ts'
import { noticeUninstalled } from './uninstalled.ts'

/**
 * Installs what a hook decided to load; it names the row of its detection and no more. Everything is decided anew from
 * what the user approved, so that nothing a hook is told can install anything else.
 */
export async function loadFromHook(panel: Panel, id: number): Promise<readonly Loaded[]> {
  const row = panel.store.autoload.detection(id)
  if (!row) return []
  panel.survey.lookAgain()
  noticeUninstalled(panel)
  const matches = groupsIn(row.matches)
  const { groups } = groupsOf(panel)
  const decisions = decide([...new Set(matches.map(({ group }) => group))], groups, circumstancesOf(panel))
  const evidence = `{${BACKGROUND},"matches":${JSON.stringify(matches)}}`
  const isOpen = openDecisions(panel, row)
  return carryOut(
    panel,
    decisions.filter((one) => one.outcome === 'load' || (one.outcome === 'already there' && isOpen(one))),
    { askedBy: 'hook', session: row.session, detection: id, evidence },
  )
}

/** The hook writes down what it decided itself; what was to be loaded may have been, by another session, since then. */
function openDecisions({ store }: Panel, { id, session }: DetectionRow) {
  const made = store.autoload.decisionsOf(session ?? '').filter(({ detection }) => detection === id)
  return ({ group, plugin }: Decision) => !made.some((one) => one.group_name === group && one.plugin === plugin)
}

/** Compiles the groups anew after the user changed groups.yaml. */
export function refreshVocabulary({ config }: Panel) {
  const files = vocabularyFiles(config.stateDir).map(([name, text]) => [`${OWN}/${name}`, text] as const)
  writeGenerated(placesIn(config.stateDir).marketplace, new Map(files))
}

function groupsIn(matches: string): readonly { group: string }[] {
  try {
    const all: unknown = JSON.parse(matches)
    return Array.isArray(all) ? all.filter((one) => typeof one?.group === 'string') : []
  } catch {
    return []
  }
}
