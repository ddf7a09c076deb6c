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

/** The tools that a headless session of 2.1.329 has without any plugin (measured); Agent is called Task in its list. */
const HEADLESS = `Agent Bash CronCreate CronDelete CronList Edit EnterWorktree ExitWorktree ListAgents Monitor NotebookEdit
  Read ReportFindings ScheduleWakeup SendMessage Skill TaskStop ToolSearch WebFetch WebSearch Workflow Write`

/** Those that only a session with a person, another system or another version has: names that matchers are written for. */
const ELSEWHERE = `AskUserQuestion BashOutput EnterPlanMode ExitPlanMode Glob Grep KillShell LSP MultiEdit NotebookRead
  PowerShell SlashCommand Task TaskCreate TaskGet TaskList TaskOutput TaskUpdate TodoWrite`

/** Tools of Claude Code itself, by the names that they have or had. A name that is not here may be one as well. */
const TOOLS: readonly string[] = `${HEADLESS} ${ELSEWHERE}`.split(/\s+/).sort()
