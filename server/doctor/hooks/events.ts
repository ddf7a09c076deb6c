import type { HookType } from './types.ts'

/**
 * What Claude Code's events are, as far as checks and the bench need it. Measured with 2.1.329: that there are these
 * 33; that matchers are ignored for UserPromptSubmit, PostToolBatch, MessageDisplay, TaskCreated, Stop and CwdChanged;
 * and what they are held against for Setup, SessionStart, InstructionsLoaded, UserPromptExpansion, tools, subagents,
 * compactions and SessionEnd. The rest is documented, for 2.1.240 to 2.1.297.
 */
export type EventRule = {
  types: readonly HookType[]
  /** What a matcher is held against: the values it can have, a text of which not all are known, or nothing at all. */
  matches: { what: string; values: readonly string[] | null } | null
  /** Whether exit code 2, or a decision to block, stops what the event is about. */
  blocks: boolean
  /** Whether plain text on standard output becomes context of the model. */
  context: boolean
  /** Seconds a command may take where the hook does not say. */
  timeout: number
}

const ALL: readonly HookType[] = ['command', 'http', 'mcp_tool', 'prompt', 'agent']
const PLAIN: readonly HookType[] = ['command', 'http', 'mcp_tool']

const TOOL = { what: 'the name of the tool', values: null }
const AGENT = { what: 'the type of the agent', values: null }
const MCP_SERVER = { what: 'the name of the MCP server', values: null }
const COMPACTION = { what: 'what asked for the compaction', values: ['manual', 'auto'] }

const rule = (types: readonly HookType[], more: Partial<EventRule> = {}): EventRule => ({
  types,
  matches: null,
  blocks: false,
  context: false,
  timeout: 600,
  ...more,
})

/** In the order in which a session meets them, as far as there is one. */
export const EVENTS: ReadonlyMap<string, EventRule> = new Map([
  ['Setup', rule(['command'], { matches: { what: 'what asked for the setup', values: ['init', 'maintenance'] } })],
  [
    'SessionStart',
    rule(['command', 'mcp_tool'], {
      matches: { what: 'how the session began', values: ['startup', 'resume', 'clear', 'compact', 'fork'] },
      context: true,
    }),
  ],
  [
    'InstructionsLoaded',
    rule(PLAIN, {
      matches: {
        what: 'why the file was loaded',
        values: ['session_start', 'nested_traversal', 'path_glob_match', 'include', 'compact'],
      },
    }),
  ],
  ['UserPromptSubmit', rule(ALL, { blocks: true, context: true, timeout: 30 })],
  [
    'UserPromptExpansion',
    rule(ALL, { matches: { what: 'the name of the command', values: null }, blocks: true, context: true }),
  ],
  ['PreToolUse', rule(ALL, { matches: TOOL, blocks: true })],
  ['PermissionRequest', rule(ALL, { matches: TOOL })],
  ['PermissionDenied', rule(ALL, { matches: TOOL })],
  ['PostToolUse', rule(ALL, { matches: TOOL })],
  ['PostToolUseFailure', rule(ALL, { matches: TOOL })],
  ['PostToolBatch', rule(ALL, { blocks: true })],
  [
    'Notification',
    rule(PLAIN, {
      matches: { what: 'the kind of notification', values: null },
    }),
  ],
  ['MessageDisplay', rule(PLAIN, { timeout: 10 })],
  ['SubagentStart', rule(PLAIN, { matches: AGENT })],
  ['SubagentStop', rule(ALL, { matches: AGENT, blocks: true })],
  ['TaskCreated', rule(ALL, { blocks: true })],
  ['TaskCompleted', rule(ALL, { blocks: true })],
  ['TeammateIdle', rule(ALL, { blocks: true })],
  ['Stop', rule(ALL, { blocks: true })],
  ['StopFailure', rule(PLAIN, { matches: { what: 'the kind of failure', values: null } })],
  ['PreCompact', rule(PLAIN, { matches: COMPACTION, blocks: true })],
  ['PostCompact', rule(PLAIN, { matches: COMPACTION })],
  ['Elicitation', rule(PLAIN, { matches: MCP_SERVER, blocks: true })],
  ['ElicitationResult', rule(PLAIN, { matches: MCP_SERVER, blocks: true })],
  [
    'ConfigChange',
    rule(PLAIN, {
      matches: {
        what: 'whose settings changed',
        values: ['user_settings', 'project_settings', 'local_settings', 'policy_settings', 'skills'],
      },
      blocks: true,
    }),
  ],
  ['CwdChanged', rule(PLAIN)],
  ['DirectoryAdded', rule(PLAIN)],
  ['FileChanged', rule(PLAIN, { matches: { what: 'the names of the files that are watched', values: null } })],
  ['WorktreeCreate', rule(PLAIN, { blocks: true })],
  ['WorktreeRemove', rule(PLAIN, { blocks: true })],
  ['PreModelSwitch', rule(PLAIN, { blocks: true, timeout: 30 })],
  ['PostModelSwitch', rule(PLAIN, { timeout: 30 })],
  [
    'SessionEnd',
    rule(PLAIN, {
      matches: { what: 'why the session ends', values: ['clear', 'resume', 'logout', 'prompt_input_exit', 'other'] },
      timeout: 1.5,
    }),
  ],
])

/** Seconds a hook of that type may take where it does not say. */
export function defaultTimeout(event: string, type: string | null): number | null {
  if (type === 'prompt') return 30
  if (type === 'agent') return 60
  return EVENTS.get(event)?.timeout ?? null
}
