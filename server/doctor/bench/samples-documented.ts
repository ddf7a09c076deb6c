import { common, documented, each, inTurn, type Maker } from './sample-common.ts'

const TASK = { task_id: '1', task_subject: 'Add a test', task_description: 'For the empty list.' }

/** Events that no session of ours had. */
export const DOCUMENTED: Readonly<Record<string, Maker>> = {
  StopFailure: (at) => [
    documented('rate_limit', { ...inTurn(at), hook_event_name: 'StopFailure', error: 'rate_limit' }),
  ],
  Setup: each(['init', 'maintenance'], (trigger, at) =>
    documented(trigger, { ...common(at), hook_event_name: 'Setup', trigger }),
  ),
  Notification: each(['permission_prompt', 'idle_prompt'], (notification_type, at) =>
    documented(notification_type, {
      ...inTurn(at),
      hook_event_name: 'Notification',
      message: 'Claude needs your permission to use Bash',
      title: 'Claude Code',
      notification_type,
    }),
  ),
  FileChanged: each(['change', 'add', 'unlink'], (event, at) =>
    documented(event, { ...inTurn(at), hook_event_name: 'FileChanged', file_path: `${at.project}/.env`, event }),
  ),
  DirectoryAdded: (at) => [
    documented('slash_command', {
      ...inTurn(at),
      hook_event_name: 'DirectoryAdded',
      directory: `${at.project}/other`,
      source: 'slash_command',
    }),
  ],
  TaskCreated: (at) => [documented('a task', { ...inTurn(at), hook_event_name: 'TaskCreated', ...TASK })],
  TaskCompleted: (at) => [documented('a task', { ...inTurn(at), hook_event_name: 'TaskCompleted', ...TASK })],
  TeammateIdle: (at) => [
    documented('a teammate', {
      ...inTurn(at),
      hook_event_name: 'TeammateIdle',
      teammate_name: 'reviewer',
      team_name: 'default',
    }),
  ],
  WorktreeCreate: (at) => [
    documented('a worktree', { ...inTurn(at), hook_event_name: 'WorktreeCreate', name: 'try-it' }),
  ],
  WorktreeRemove: (at) => [
    documented('a worktree', {
      ...inTurn(at),
      hook_event_name: 'WorktreeRemove',
      worktree_path: `${at.project}-try-it`,
    }),
  ],
  Elicitation: (at) => [
    documented('a form', {
      ...inTurn(at),
      hook_event_name: 'Elicitation',
      mcp_server_name: 'tracker',
      message: 'Which project?',
      mode: 'form',
      requested_schema: { type: 'object', properties: { project: { type: 'string' } } },
    }),
  ],
  ElicitationResult: (at) => [
    documented('an answer', {
      ...inTurn(at),
      hook_event_name: 'ElicitationResult',
      mcp_server_name: 'tracker',
      mode: 'form',
      action: 'accept',
      content: { project: 'hotplug' },
    }),
  ],
}
