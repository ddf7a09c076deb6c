import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command, GOOD, HOOKS, pretty, ROOT, settings } from '../hook-files.ts'
import type { Cases, Folders } from '../run-case.ts'

const at = [`${HOOKS}:6`]

const beside = ({ root, plugin }: Folders) => {
  mkdirSync(join(root, 'shared'))
  writeFileSync(join(root, 'shared', 'say.sh'), GOOD, { mode: 0o755 })
  symlinkSync(join(root, 'shared'), join(plugin, 'linked'))
}

const named = (path: (folders: Folders) => string) => (folders: Folders) => {
  beside(folders)
  mkdirSync(join(folders.plugin, 'hooks'))
  const handler = { type: 'command', command: `"${path(folders)}"` }
  writeFileSync(join(folders.plugin, HOOKS), pretty({ hooks: { Stop: [{ hooks: [handler] }] } }))
}

export const cases: Cases = {
  triggers: {
    'beside the plugin': { ...command(`"${ROOT}/../shared/say.sh"`), prepare: beside, at, says: /leads out/ },
    'after cd': { ...command(`cd "${ROOT}/.." && sh shared/say.sh`), prepare: beside, at },
    'by a link': { ...command(`"${ROOT}/linked/say.sh"`), prepare: beside, at },
    'not even there': { ...command(`"${ROOT}/../../no/say.sh"`), at },
    'a path of this machine': {
      prepare: named(({ root }) => join(root, 'shared', 'say.sh')),
      at,
      says: /this machine/,
    },
    'the plugin, as it lies here': {
      prepare: named(({ plugin }) => join(plugin, 'linked', 'say.sh')),
      at,
      says: /this machine/,
    },
  },
  nearMisses: {
    inside: command(`"${ROOT}/hooks/say.sh"`, { 'hooks/say.sh': GOOD }),
    'there and back': command(`"${ROOT}/hooks/../say.sh"`, { 'say.sh': GOOD, 'hooks/x': '' }),
    'a program of the system': command('/usr/bin/env sh -c true; /bin/cat'),
    'settings may lead anywhere': settings('Stop', { type: 'command', command: '/tmp/x/../y.sh' }),
    'a path that is not there, whose check is another': command('/home/nobody/x.sh'),
    'data of the plugin': command(`node "\${CLAUDE_PLUGIN_DATA}/made.mjs"`),
    'the command looks itself': command('[ -x "$HOME/bin/tool" ] && "$HOME/bin/tool"'),
  },
}
