import { command, GOOD, HOOKS, inProject, ROOT, settings } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const say = { 'hooks/say.sh': GOOD, 'hooks/say.mjs': '' }
const at = [`${HOOKS}:6`]
const run = (text: string) => ({ type: 'command', command: text })

const skill = (text: string) =>
  `---\nname: say\ndescription: Says it.\nhooks:\n  Stop:\n    - hooks:\n        - type: command\n          command: '${text}'\n---\n\nSay it.\n`

export const cases: Cases = {
  triggers: {
    relative: { ...command('./hooks/say.sh', say), at, says: /folder that the session is in/ },
    'relative, for node': { ...command('node hooks/say.mjs', say), at },
    'after cd into the project': { ...command('cd sub && ./say.sh'), at },
    'in single quotes': { ...command(`'${ROOT}/hooks/say.sh'`, say), at },
    'with args, without braces': { ...command('$CLAUDE_PLUGIN_ROOT/hooks/say.sh', say, { args: [] }), at },
    'in settings': {
      ...settings('Stop', run(`"${ROOT}/say.sh"`)),
      at: ['config/settings.json:6'],
      says: /belongs to no plugin/,
    },
    'in a skill of the user': {
      config: { 'skills/say/SKILL.md': skill('./say.sh') },
      at: ['config/skills/say/SKILL.md:7'],
    },
    'relative in a project': {
      ...inProject({ '.claude/say.sh': GOOD }, run('.claude/say.sh')),
      at: ['project/.claude/settings.json:6'],
    },
  },
  nearMisses: {
    'with it': command(`"${ROOT}/hooks/say.sh"`, say),
    'after cd into the plugin': command(`cd "${ROOT}" && ./hooks/say.sh`, say),
    'a program': command('jq . package.json'),
    'the command looks itself': command('[ -f ./ci/check.sh ] && bash ./ci/check.sh'),
    'the folder of a skill of the user': {
      config: { 'skills/say/SKILL.md': skill(`"${ROOT}/say.sh"`), 'skills/say/say.sh': GOOD },
    },
    'by the project': inProject({ '.claude/say.sh': GOOD }, run('"$CLAUDE_PROJECT_DIR"/.claude/say.sh')),
    'as a word for a program': command('npx prettier ./src'),
  },
}
