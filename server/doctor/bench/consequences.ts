/** What exit code 2, or the decision to block, does to an event, and in which words it is told. */
export type Blocking = {
  does: string
  to: 'Claude' | 'you' | null
  /** `said`: what the hook wrote to standard error, or its reason. */
  words: (about: { event: string; name: string; command: string; said: string }) => string
  how: 'measured' | 'documented'
}

/** Null: it is ignored, and nobody but you hears of it. */
export const blockingOf = (event: string): Blocking | null => BLOCKING.get(event) ?? null

/** Whether `"continue": false` ends the turn there (measured with 2.1.329). */
export const stopsAt = (event: string): boolean => STOPPING.has(event)

/** Events of which it was measured with 2.1.329 what a hook's exit code and output do. */
export const isMeasured = (event: string): boolean => MEASURED.has(event)

const STOPPING: ReadonlySet<string> = new Set([
  'UserPromptSubmit',
  'UserPromptExpansion',
  'PreToolUse',
  'PostToolUse',
  'PostToolBatch',
])

const MEASURED: ReadonlySet<string> = new Set([
  ...STOPPING,
  'PostToolUseFailure',
  'Stop',
  'SubagentStart',
  'SubagentStop',
  'SessionStart',
  'SessionEnd',
  'MessageDisplay',
  'PreCompact',
])

const measured = (does: string, to: Blocking['to'], words: Blocking['words']): Blocking => ({
  does,
  to,
  words,
  how: 'measured',
})
const documented = (does: string, to: Blocking['to'] = 'you'): Blocking => ({
  does,
  to,
  words: ({ said }) => said,
  how: 'documented',
})

const dropped: Blocking['words'] = ({ event, said }) => `${event} operation blocked by hook:\n${said}`
const afterTool: Blocking['words'] = ({ name, command, said }) =>
  `${name} hook blocking error from command: "${command}": ${said}`
const feedback: Blocking['words'] = ({ said }) => `Stop hook feedback:\n${said}`

const BLOCKING: ReadonlyMap<string, Blocking> = new Map([
  ['UserPromptSubmit', measured('The prompt is dropped: Claude never sees it.', 'you', dropped)],
  ['UserPromptExpansion', measured('The command is dropped: Claude never sees it.', 'you', dropped)],
  [
    'PreToolUse',
    measured(
      'The tool is not called, and Claude is told why.',
      'Claude',
      ({ name, said }) => `${name} hook error: ${said}`,
    ),
  ],
  ['PostToolUse', measured('The tool has run already; Claude is told what was wrong.', 'Claude', afterTool)],
  ['PostToolUseFailure', measured('The tool has failed already; Claude is told more about it.', 'Claude', afterTool)],
  [
    'PostToolBatch',
    measured(
      'Claude stops there, and is told why with your next prompt.',
      'Claude',
      ({ event, said }) => `${event} hook stopped continuation: ${said}`,
    ),
  ],
  ['Stop', measured('Claude does not stop: it is told why, and goes on.', 'Claude', feedback)],
  ['SubagentStop', measured('The agent does not stop: it is told why, and goes on.', 'Claude', feedback)],
  [
    'PreCompact',
    measured(
      'The conversation is not compacted.',
      'you',
      ({ said }) => `Compaction blocked by PreCompact hook: ${said}`,
    ),
  ],
  ['ConfigChange', documented('The change of the settings does not take effect in that session.')],
  ['TaskCreated', documented('The task is not created, and Claude is told why.', 'Claude')],
  ['TaskCompleted', documented('The task stays open, and Claude is told why.', 'Claude')],
  ['TeammateIdle', documented('The teammate goes on working, and is told why.', 'Claude')],
  ['Elicitation', documented('The question of the server is declined.')],
  ['ElicitationResult', documented('Your answer is not sent to the server.')],
  ['PreModelSwitch', documented('The model is not switched.')],
  ['WorktreeCreate', documented('The worktree is not made.')],
])
