import { command, GOOD, HOOKS, ROOT } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const run = (text: string) => command(`"${ROOT}/say"`, { say: text })

export const cases: Cases = {
  triggers: {
    'in the first line': { ...run('#!/opt/no/such/fish\n'), at: ['say:1'], says: /no\/such\/fish/ },
    'by env': { ...run('#!/usr/bin/env -S no-such-runner -x\n'), at: ['say:1'] },
    'of the command': { ...command('no-such-program --now'), at: [`${HOOKS}:6`], says: /no-such-program/ },
    'behind a pipe, twice': { ...command('cat | no-such-a | no-such-b | no-such-a'), at: [`${HOOKS}:6`, `${HOOKS}:6`] },
    'with args': { ...command('echo hi', {}, { args: [] }), at: [`${HOOKS}:6`], says: /“echo hi”/ },
    'by its whole path': { ...command('/opt/no/such/tool'), at: [`${HOOKS}:6`] },
  },
  nearMisses: {
    'it is there': run(GOOD),
    'what the shell does itself': command('echo hi; cd /; [ a = a ] && true'),
    'the command looks itself': command('command -v no-such-program >/dev/null && no-such-program'),
    'another is used instead': command('no-such-program || true'),
    'one of two, as it is there': command(
      `if command -v uvx; then exec uvx "${ROOT}/say"; else exec no-such-python "${ROOT}/say"; fi`,
    ),
    'a function of its own': command('hello() { echo hi; }; hello'),
    'an argument': command('echo no-such-program'),
    'what only running it would tell': command('$(which x) y; "$TOOL" z'),
    'a script that is run by another': command(`sh "${ROOT}/say"`, { say: '#!/opt/no/such/fish\n' }),
    'a carriage return, whose check is another': run('#!/bin/bash\r\n'),
    'words that hold commands together': command('if [ -f x ]; then cat x; else true; fi; for a in 1 2; do cat; done'),
  },
}
