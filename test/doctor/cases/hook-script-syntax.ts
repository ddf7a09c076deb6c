import { command, GOOD, ROOT } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const run = (file: string, text: string, by = '') => command(`${by} "${ROOT}/${file}"`, { [file]: text })

export const cases: Cases = {
  triggers: {
    bash: { ...run('say.sh', '#!/bin/bash\n\nfi\n'), at: ['say.sh:3'], says: /unexpected token/ },
    'by its interpreter': { ...run('say.txt', 'echo a\nfi\n', 'bash'), at: ['say.txt:2'] },
    node: { ...run('say.mjs', 'const a = 1\nconst a = 2\n', 'node'), at: ['say.mjs:2'], says: /already been declared/ },
  },
  nearMisses: {
    'nothing wrong': run('say.sh', GOOD),
    'what only bash understands, in bash': run('say.sh', '#!/usr/bin/env bash\na=(1 2)\n[[ $a == 1 ]]\n'),
    'a module without a name for it': run('say', '#!/usr/bin/env node\nimport "node:fs"\nawait 1\n'),
    TypeScript: run('say.ts', 'let a: string', 'node'),
    'of a language that nobody here asks': run('say.pl', 'if {', 'perl'),
    'an error that shows only when it runs': run('say.sh', '#!/bin/bash\nno-such-command\nexit 3\n'),
    huge: run('say.sh', `#!/bin/bash\n${'# more\n'.repeat(200_000)}fi\n`),
  },
}
