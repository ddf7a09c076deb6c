import { command, GOOD, ROOT } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const run = (file: string, text: string, by = '') => command(`${by} "${ROOT}/${file}"`, { [file]: text })

export const cases: Cases = {
  triggers: {
    'in the first line': { ...run('say.sh', '#!/bin/bash\r\necho\r\n'), at: ['say.sh:1'] },
    'of a script for node': { ...run('say.mjs', '#!/usr/bin/env node\r\nprocess.exit()\r\n'), at: ['say.mjs:1'] },
    'further down in a shell’s': { ...run('say.sh', '#!/bin/sh\n\nexit 0\r\n'), at: ['say.sh:3'] },
    'for a shell that is named': { ...run('say.txt', 'echo\r\n', 'bash'), at: ['say.txt:1'] },
  },
  nearMisses: {
    'lines of Unix': run('say.sh', GOOD),
    'a script that node is given': run('say.mjs', 'let a\r\n', 'node'),
    'further down in one for node': run('say.mjs', '#!/usr/bin/env node\nlet a\r\n'),
    'a carriage return inside of a line': run('say.sh', '#!/bin/sh\nprintf "a\rb"\n'),
  },
}
