import { HOOKS, matched } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const at = [`${HOOKS}:7`]

export const cases: Cases = {
  triggers: {
    'a tool in lower case': { ...matched('PreToolUse', 'write'), at, says: /the tool Write/ },
    'another case inside': { ...matched('PreToolUse', 'Webfetch|Write'), at, says: /the tool WebFetch/ },
    'with a hyphen': { ...matched('PostToolUse', 'notebook-edit'), at, says: /NotebookEdit/ },
    'a space between names': { ...matched('PreToolUse', 'Edit Write'), at, says: /a space in it/ },
    'only bars': { ...matched('PreToolUse', '|'), at, says: /names nothing/ },
    'a server': { ...matched('PreToolUse', 'mcp__memory'), at, says: /server/ },
    'a rule of permissions': { ...matched('PreToolUse', 'Bash(git *)'), at },
    not: { ...matched('PreToolUse', '!Edit'), at },
    'slashes and a flag': { ...matched('PreToolUse', '/write/i'), at },
    'what a session does not begin with': { ...matched('SessionStart', 'start'), at, says: /“start” in the matcher/ },
    'one of two': { ...matched('SessionStart', 'startup|restart'), at, says: /“restart”/ },
    'an expression that leads nowhere': { ...matched('PreCompact', '^man$'), at },
  },
  nearMisses: {
    'a tool': matched('PreToolUse', 'Write'),
    'several, with spaces around': matched('PreToolUse', ' Edit , Write|Bash'),
    'a tool that may come from elsewhere': matched('PreToolUse', 'Deploy|Task'),
    'tools of a server': matched('PreToolUse', 'mcp__memory__.*'),
    'one tool of a server': matched('PreToolUse', 'mcp__my_memory__read_all'),
    'an odd expression that matches': matched('PreToolUse', 'Write(.*)'),
    'what a session begins with': matched('SessionStart', 'startup|resume'),
    'part of it, as an expression': matched('SessionStart', 'start.*'),
    'what is not known': matched('Notification', 'idle_prompt'),
    everything: matched('SessionStart', '*'),
    'an expression that would take for ever': matched('PreToolUse', '((a+)+)+$'),
    'no matcher': {
      plugin: { [HOOKS]: '{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"true"}]}]}}' },
    },
    'nothing to hold it against, whose check is another': matched('Stop', 'nothing'),
  },
}
