/** What a field of a hook's output has to be. */
export type Kind =
  | 'text'
  | 'true or false'
  | 'object'
  | 'list of texts'
  | 'permission decision'
  | 'anything'
  | readonly string[]

export type Fields = Readonly<Record<string, Kind>>

/** Fields of the output of every event; `hookSpecificOutput` is looked into by itself. */
export const COMMON: Fields = {
  continue: 'true or false',
  suppressOutput: 'true or false',
  stopReason: 'text',
  decision: ['approve', 'block'],
  reason: 'text',
  systemMessage: 'text',
  terminalSequence: 'text',
  hookSpecificOutput: 'object',
}

const CONTEXT: Fields = { additionalContext: 'text' }
const WATCHED: Fields = { watchPaths: 'list of texts' }
const ELICITED: Fields = { action: ['accept', 'decline', 'cancel'], content: 'object' }

/**
 * What `hookSpecificOutput` may hold for each event: others may have none, and an event that is not here is refused.
 * Measured with 2.1.329, which says of every output whether it is valid and which names it ignored (--debug).
 */
export const SPECIFIC: ReadonlyMap<string, Fields> = new Map([
  [
    'SessionStart',
    { ...CONTEXT, ...WATCHED, initialUserMessage: 'text', sessionTitle: 'text', reloadSkills: 'true or false' },
  ],
  ['Setup', CONTEXT],
  ['UserPromptSubmit', { ...CONTEXT, sessionTitle: 'text', suppressOriginalPrompt: 'true or false' }],
  ['UserPromptExpansion', { ...CONTEXT, suppressOriginalPrompt: 'true or false' }],
  [
    'PreToolUse',
    {
      ...CONTEXT,
      permissionDecision: ['allow', 'deny', 'ask', 'defer'],
      permissionDecisionReason: 'text',
      updatedInput: 'object',
      permissionDisplay: 'anything',
    },
  ],
  [
    'PostToolUse',
    { ...CONTEXT, updatedToolOutput: 'anything', updatedMCPToolOutput: 'anything', classifierContext: 'text' },
  ],
  ['PostToolUseFailure', CONTEXT],
  ['PostToolBatch', CONTEXT],
  ['PermissionRequest', { decision: 'permission decision' }],
  ['PermissionDenied', { retry: 'true or false' }],
  ['Notification', CONTEXT],
  ['Stop', CONTEXT],
  ['SubagentStart', CONTEXT],
  ['SubagentStop', CONTEXT],
  ['CwdChanged', WATCHED],
  ['FileChanged', WATCHED],
  ['MessageDisplay', { displayContent: 'text' }],
  ['WorktreeCreate', { worktreePath: 'text' }],
  ['Elicitation', ELICITED],
  ['ElicitationResult', ELICITED],
  ['PreModelSwitch', { permissionDecision: ['allow', 'deny', 'ask'], permissionDecisionReason: 'text' }],
  ['PostModelSwitch', CONTEXT],
])

/** Those without which the rest is refused. */
export const REQUIRED: ReadonlyMap<string, string> = new Map([
  ['PermissionRequest', 'decision'],
  ['WorktreeCreate', 'worktreePath'],
])

/** What `decision` of a PermissionRequest may hold, by its `behavior`. */
export const PERMISSION: ReadonlyMap<string, Fields> = new Map([
  ['allow', { behavior: ['allow'], updatedInput: 'object', updatedPermissions: 'anything' }],
  ['deny', { behavior: ['deny'], message: 'text', interrupt: 'true or false' }],
])
