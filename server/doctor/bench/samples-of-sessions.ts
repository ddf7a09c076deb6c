import { common, documented, each, inTool, inTurn, type Maker, measured } from './sample-common.ts'

const STOPPING = {
  stop_hook_active: false,
  last_assistant_message: 'I added the test, and all of them pass.',
  background_tasks: [],
  session_crons: [],
}

const SUBAGENT = { agent_id: 'a5f3c1d2e4b6a7980', agent_type: 'general-purpose' }

/** Events of a session and its turns, as far as they could be recorded. */
export const OF_SESSIONS: Readonly<Record<string, Maker>> = {
  SessionStart: (at) => [
    measured('startup', { ...common(at), hook_event_name: 'SessionStart', source: 'startup' }),
    measured('clear', { ...common(at), hook_event_name: 'SessionStart', source: 'clear' }),
    measured('compact', {
      ...inTurn(at),
      hook_event_name: 'SessionStart',
      source: 'compact',
      model: 'claude-opus-5-5',
    }),
    documented('resume', { ...common(at), hook_event_name: 'SessionStart', source: 'resume' }),
  ],
  UserPromptSubmit: each(
    ['Add a test for the empty list.', 'Publish the next patch release to npm.', '/review src/index.ts'],
    (prompt, at) =>
      measured(prompt.startsWith('/') ? 'a command' : prompt.slice(0, 40), {
        ...inTurn(at),
        permission_mode: 'default',
        hook_event_name: 'UserPromptSubmit',
        prompt,
      }),
  ),
  UserPromptExpansion: (at) => [
    measured('review', {
      ...inTurn(at),
      permission_mode: 'default',
      hook_event_name: 'UserPromptExpansion',
      expansion_type: 'slash_command',
      command_name: 'review',
      command_args: 'src/index.ts',
      command_source: 'plugin',
      prompt: '/review src/index.ts',
    }),
  ],
  Stop: (at) => [
    measured('at the end of a turn', { ...inTool(at, 'Stop'), ...STOPPING }),
    measured('after a hook kept it going', { ...inTool(at, 'Stop'), ...STOPPING, stop_hook_active: true }),
  ],
  SubagentStart: (at) => [
    measured('general-purpose', { ...inTurn(at), ...SUBAGENT, hook_event_name: 'SubagentStart' }),
  ],
  SubagentStop: (at) => [
    measured('general-purpose', {
      ...inTurn(at),
      permission_mode: 'default',
      ...SUBAGENT,
      effort: { level: 'medium' },
      hook_event_name: 'SubagentStop',
      stop_hook_active: false,
      agent_transcript_path: at.transcript,
      last_assistant_message: 'Found two places.',
      background_tasks: [],
      session_crons: [],
    }),
  ],
  PreCompact: each(['manual', 'auto'], (trigger, at) =>
    measured(trigger, { ...inTurn(at), hook_event_name: 'PreCompact', trigger, custom_instructions: null }),
  ),
  PostCompact: each(['manual', 'auto'], (trigger, at) =>
    measured(trigger, { ...inTurn(at), hook_event_name: 'PostCompact', trigger, compact_summary: 'A test was added.' }),
  ),
  SessionEnd: each(['other', 'clear', 'logout', 'prompt_input_exit'], (reason, at) =>
    measured(reason, { ...inTurn(at), hook_event_name: 'SessionEnd', reason }),
  ),
  InstructionsLoaded: each(['session_start', 'compact'], (load_reason, at) =>
    measured(load_reason, {
      ...common(at),
      hook_event_name: 'InstructionsLoaded',
      file_path: `${at.project}/CLAUDE.md`,
      memory_type: 'Project',
      load_reason,
    }),
  ),
  ConfigChange: each(
    ['user_settings', 'project_settings', 'local_settings', 'policy_settings', 'skills'],
    (source, at) =>
      measured(source, {
        ...inTurn(at),
        hook_event_name: 'ConfigChange',
        source,
        file_path: `${at.project}/.claude/settings.json`,
      }),
  ),
  CwdChanged: (at) => [
    measured('into a folder', {
      ...inTurn(at),
      hook_event_name: 'CwdChanged',
      old_cwd: at.project,
      new_cwd: `${at.project}/src`,
    }),
  ],
  MessageDisplay: (at) => [
    measured('the last words of a message', {
      ...inTurn(at),
      hook_event_name: 'MessageDisplay',
      turn_id: '29b8765e-021d-4c1a-acfe-5ab03fa8b1ad',
      message_id: 'ec284f8c-e0d1-4fe9-b4da-12451e1be97a',
      index: 0,
      final: true,
      delta: 'I added the test.',
    }),
  ],
}
