import { command, HOOKS } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const when = (event: string, rule: unknown) => command('true', {}, { if: rule }, event)

export const cases: Cases = {
  triggers: {
    'a prompt': { ...when('UserPromptSubmit', 'Bash(git *)'), at: [`${HOOKS}:6`] },
    'the end of a turn': { ...when('Stop', 'Edit(*.ts)'), at: [`${HOOKS}:6`] },
  },
  nearMisses: {
    'a tool': when('PreToolUse', 'Bash(git *)'),
    'no rule': command('true'),
    'an unknown event': when('PreTool', 'Bash'),
  },
}
