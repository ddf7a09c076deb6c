import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command, GOOD, ROOT } from '../hook-files.ts'
import type { Cases, Folders } from '../run-case.ts'

const executable = ({ plugin }: Folders) => chmodSync(join(plugin, 'say.sh'), 0o755)

export const cases: Cases = {
  triggers: {
    'no bit': {
      ...command(`"${ROOT}/say.sh"`, { 'say.sh': 'echo hi\n' }),
      at: ['say.sh'],
      says: /may not be executed/,
    },
    'no bit, with args': { ...command(`${ROOT}/say.sh`, { 'say.sh': 'x' }, { args: [] }), at: ['say.sh'] },
    'a byte order mark': {
      ...command(`"${ROOT}/say.sh"`, { 'say.sh': `\uFEFF${GOOD}` }),
      prepare: executable,
      at: ['say.sh'],
      says: /byte order mark/,
    },
    'no first line, and no shell': {
      ...command(`${ROOT}/say.sh`, { 'say.sh': 'echo hi\n' }, { args: [] }),
      prepare: executable,
      at: ['say.sh'],
      says: /does not begin with #!/,
    },
  },
  nearMisses: {
    executable: command(`"${ROOT}/say.sh"`, { 'say.sh': GOOD }),
    'run by a shell': command(`bash "${ROOT}/say.sh"`, { 'say.sh': 'echo hi\n' }),
    'no first line, but a shell': { ...command(`"${ROOT}/say.sh"`, { 'say.sh': 'echo\n' }), prepare: executable },
    'a program': {
      ...command(`${ROOT}/say.sh`, {}, { args: [] }),
      prepare: (folders) => {
        writeFileSync(join(folders.plugin, 'say.sh'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]))
        executable(folders)
      },
    },
    'not there, whose check is another': command(`"${ROOT}/gone.sh"`),
  },
}
