import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { command, GOOD, HOOKS, inProject, ROOT, settings } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const say = { 'hooks/say.sh': GOOD }
const at = [`${HOOKS}:6`]

export const cases: Cases = {
  triggers: {
    'a script by itself': { ...command(`"${ROOT}/hooks/gone.sh"`, say), at, says: /hooks\/gone.sh” is not there/ },
    'of an interpreter': { ...command(`node ${ROOT}/hooks/gone.mjs --fast`), at },
    'in upper case': { ...command(`"${ROOT}/hooks/SAY.sh"`, say), at },
    'with args': { ...command(`${ROOT}/hooks/gone.sh`, {}, { args: [] }), at },
    'after cd and behind a pipe': { ...command(`cd "${ROOT}" && cat x.json | python3 hooks/gone.py`), at },
    'in the text of a shell': { ...command(`bash -c '"$CLAUDE_PLUGIN_ROOT/hooks/gone.sh" | cat'`), at },
    'a folder': { ...command(`"${ROOT}/hooks"`, say), at, says: /is a folder/ },
    'two of them': { ...command(`"${ROOT}/a.sh" && "${ROOT}/b.sh"`), at: [...at, ...at] },
    'a folder with a space that nothing quotes': {
      place: ({ root }) => ({ root: join(root, 'my plugins') }),
      prepare: ({ root, plugin }) => {
        mkdirSync(join(root, 'my plugins'))
        cpSync(plugin, join(root, 'my plugins'), { recursive: true })
      },
      ...command(`${ROOT}/hooks/say.sh`, say),
      at: [`my plugins/${HOOKS}:6`],
      says: /comes apart at the space/,
    },
    'of a project': {
      ...inProject({}, { type: 'command', command: '"$CLAUDE_PROJECT_DIR"/.claude/gone.sh' }),
      at: ['project/.claude/settings.json:6'],
    },
    'of the user': {
      ...settings('Stop', { type: 'command', command: '~/gone.sh' }),
      at: ['config/settings.json:6'],
    },
  },
  nearMisses: {
    'it is there': command(`"${ROOT}/hooks/say.sh"`, say),
    'the command looks itself': command(`[ -x "${ROOT}/x.sh" ] && "${ROOT}/x.sh"`),
    'an argument of a script': command(`"${ROOT}/hooks/say.sh" "${ROOT}/out.json"`, say),
    'what only running it would tell': command(`node "$(dirname x)/y.mjs"; "$SOMEWHERE/x.sh"`),
    'npx and the like': command('npx -y prettier --write src && npm run lint'),
    'a text that is printed': command(`echo '${ROOT}/gone.sh' > /dev/null`),
    'a here document': command(`cat <<EOF\n"${ROOT}/gone.sh"\nEOF`),
    'of a project that is not known': command('"$CLAUDE_PROJECT_DIR"/tools/x.sh'),
    'relative, whose check is another': command('./hooks/gone.sh'),
    'no command': { plugin: { [HOOKS]: '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":5}]}]}}' } },
  },
}
