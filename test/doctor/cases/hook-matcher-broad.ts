import { HOOKS, matched } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const at = [`${HOOKS}:7`]

export const cases: Cases = {
  triggers: {
    'a part of another name': { ...matched('PreToolUse', 'Edit.*'), at, says: /NotebookEdit/ },
    'one of several': { ...matched('PreToolUse', 'Bash|Task.*'), at, says: /BashOutput/ },
    'at the end': { ...matched('PostToolUse', '.*Edit|Read'), at, says: /NotebookRead/ },
    'of an event that has none': { ...matched('UserPromptSubmit', 'deploy'), at, says: /UserPromptSubmit has none/ },
    'an expression for one': { ...matched('Stop', 'a|b'), at },
  },
  nearMisses: {
    names: matched('PreToolUse', 'Edit|Write'),
    'held at both ends': matched('PreToolUse', '^(?:Edit.*)$'),
    'held at the start': matched('PreToolUse', '^Edit'),
    anything: matched('PreToolUse', '.*'),
    'a star for an event that has none': matched('UserPromptSubmit', '*'),
    'anything for one that has none': matched('Stop', '.*'),
    'empty for one that has none': matched('Stop', ''),
    'tools of servers': matched('PreToolUse', 'mcp__.*__write'),
    'an expression that would take for ever': matched('PreToolUse', '(.*)*x|(a|aa)+$'),
    'an unknown event': matched('Stopp', 'x'),
  },
}
