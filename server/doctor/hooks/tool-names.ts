import { EVENTS } from './events.ts'

/**
 * What a matcher of this event may be held against, as far as that is known (`isComplete`: it is nothing else); null
 * where there is nothing at all.
 */
export type MatchedAgainst = { what: string; known: readonly string[]; isComplete: boolean; isTool: boolean }

export function matchedAgainst(event: string): MatchedAgainst | null {
  const matches = EVENTS.get(event)?.matches
  if (!matches) return null
  const isTool = matches.what === 'the name of the tool'
  return {
    what: matches.what,
    known: matches.values ?? (isTool ? TOOLS : []),
    isComplete: matches.values !== null,
    isTool,
  }
}

/**
 * Tools of Claude Code itself, by the names that they have or had: those of a headless session of 2.1.329, and those
 * that only a session with a person, another system or another version has. A name that is not here may be one as well.
 */
const TOOLS: readonly string[] = [
  ...['Agent', 'AskUserQuestion', 'Bash', 'BashOutput', 'CronCreate', 'CronDelete', 'CronList', 'Edit'],
  ...[
    'EnterPlanMode',
    'EnterWorktree',
    'ExitPlanMode',
    'ExitWorktree',
    'Glob',
    'Grep',
    'KillShell',
    'ListAgents',
    'LSP',
  ],
  ...['Monitor', 'MultiEdit', 'NotebookEdit', 'NotebookRead', 'PowerShell', 'Read', 'ReportFindings', 'ScheduleWakeup'],
  ...['SendMessage', 'Skill', 'SlashCommand', 'Task', 'TaskCreate', 'TaskGet', 'TaskList', 'TaskOutput', 'TaskStop'],
  ...['TaskUpdate', 'TodoWrite', 'ToolSearch', 'WebFetch', 'WebSearch', 'Workflow', 'Write'],
]
