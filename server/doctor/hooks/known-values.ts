import { EVENTS } from './events.ts'
import { isMatched, type Meaning } from './matcher.ts'

/** The tools that a headless session of 2.1.329 has without any plugin (measured); Agent is called Task in its list. */
const TOOLS = [
  ...['Agent', 'Bash', 'CronCreate', 'CronDelete', 'CronList', 'Edit', 'EnterWorktree', 'ExitWorktree', 'ListAgents'],
  ...['Monitor', 'NotebookEdit', 'Read', 'ReportFindings', 'ScheduleWakeup', 'SendMessage', 'Skill', 'TaskStop'],
  ...['ToolSearch', 'WebFetch', 'WebSearch', 'Workflow', 'Write'],
]

/** What a matcher matches of what is known that it can meet; null where that tells nothing. */
export function knownMatches(event: string, meaning: Meaning): { of: string; values: readonly string[] } | null {
  const matches = EVENTS.get(event)?.matches
  if (!matches || meaning.how === 'everything' || meaning.how === 'invalid') return null
  const known = matches.values ?? (matches.what === 'the name of the tool' ? TOOLS : null)
  if (known === null) return null
  return { of: matches.what, values: known.filter((value) => isMatched(meaning, value) === true) }
}
