import { command, HOOKS, ROOT } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const at = [`${HOOKS}:6`]

export const cases: Cases = {
  triggers: {
    'double brackets': { ...command('[[ -f x ]] && cat x'), at, says: /“\[\[”/ },
    'behind a condition': { ...command('if true; then [[ a == a ]]; fi'), at },
    'a text for input': { ...command('cat <<< "hello"'), at, says: /“<<<”/ },
    'both outputs at once': { ...command('cat x &> /dev/null'), at },
    'in one of several cases': { ...command('case $1 in a) ;; *) cat <<< x ;; esac'), at, says: /“<<<”/ },
    'behind arithmetic': { ...command('(( 1 )) && cat x |& tee y'), at, says: /“\|&”/ },
    'below a subshell': { ...command('(cd x; source ./env.sh) || true'), at, says: /“source”/ },
    source: { ...command('source ./env.sh'), at },
    'with bash asked for': { ...command('[[ a == a ]]', {}, { shell: 'bash' }), at },
  },
  nearMisses: {
    'single brackets': command('[ -f x ] && cat x > /dev/null 2>&1'),
    'given to bash': command(`bash -c '[[ a == a ]] && cat <<< x'`),
    'in a text for input': command('cat <<EOF\n[[ &> ]]\nEOF'),
    'in quotes': command('echo "[[ &> ]]"'),
    'in the background': command('cat x & echo'),
    'with args, without a shell': command('[[', {}, { args: ['a', ']]'] }),
    'in a script': command(`"${ROOT}/say.sh"`, { 'say.sh': '#!/bin/bash\n[[ a == a ]]\n' }),
  },
}
