import { fieldOf } from '../../claude/json.ts'

/** What Claude Code calls a hook where it tells of it: 'PreToolUse:Bash', 'SessionStart:startup', 'Stop'. */
export function nameOf({ event, input }: { event: string; input: unknown }): string {
  const field = SUBJECT.get(event)
  const subject = field === undefined ? undefined : fieldOf(input, field)
  return typeof subject === 'string' && subject !== '' ? `${event}:${subject}` : event
}

/** The field of an event's input that a matcher is held against. */
export const subjectField = (event: string): string | null => SUBJECT.get(event) ?? MATCHED.get(event) ?? null

const SUBJECT: ReadonlyMap<string, string> = new Map([
  ['SessionStart', 'source'],
  ['PreToolUse', 'tool_name'],
  ['PostToolUse', 'tool_name'],
  ['PostToolUseFailure', 'tool_name'],
  ['PermissionRequest', 'tool_name'],
  ['PermissionDenied', 'tool_name'],
])

const MATCHED: ReadonlyMap<string, string> = new Map([
  ['Setup', 'trigger'],
  ['SessionEnd', 'reason'],
  ['UserPromptExpansion', 'command_name'],
  ['PreCompact', 'trigger'],
  ['PostCompact', 'trigger'],
  ['Notification', 'notification_type'],
  ['SubagentStart', 'agent_type'],
  ['SubagentStop', 'agent_type'],
  ['ConfigChange', 'source'],
  ['InstructionsLoaded', 'load_reason'],
  ['FileChanged', 'file_path'],
  ['Elicitation', 'mcp_server_name'],
  ['ElicitationResult', 'mcp_server_name'],
  ['StopFailure', 'error'],
])
