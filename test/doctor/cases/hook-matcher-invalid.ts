import { HOOKS, matched } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const at = [`${HOOKS}:7`]

export const cases: Cases = {
  triggers: {
    'a star before anything': { ...matched('PreToolUse', '*Write'), at, says: /Nothing to repeat/ },
    'a flag of other languages': { ...matched('PreToolUse', '(?i)write'), at },
    'a group without an end': { ...matched('PostToolUse', 'Write('), at, says: /Unterminated group/ },
    'a set without an end': { ...matched('SessionStart', '['), at },
    'very long': { ...matched('PreToolUse', '('.repeat(50_000)), at },
  },
  nearMisses: {
    'a name': matched('PreToolUse', 'Write'),
    'an expression': matched('PreToolUse', 'mcp__.*__(?:read|write)'),
    everything: matched('PreToolUse', '*'),
    'an event without any': matched('UserPromptSubmit', '*x'),
    'an unknown event': matched('PreTool', 'x'),
  },
}
