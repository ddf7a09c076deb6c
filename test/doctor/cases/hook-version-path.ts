import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from '../../../server/claude/types.ts'
import { command, pretty } from '../hook-files.ts'
import type { Case, Cases, Folders } from '../run-case.ts'

const folder = ({ config }: Folders, version: string) => join(config, 'plugins', 'cache', 'lab', 'voice', version)

const naming = (version: string, file = 'say.sh'): Case => ({
  prepare: (folders) => {
    const path = folder(folders, version)
    mkdirSync(path, { recursive: true })
    const handler = { type: 'command', command: `bash "${join(path, file)}" --fast` }
    writeFileSync(join(path, 'say.sh'), '')
    writeFileSync(join(folders.config, 'settings.json'), pretty({ hooks: { Stop: [{ hooks: [handler] }] } }))
  },
  around: (folders) => ({
    plugins: [{ id: 'voice@lab', loaded: { ...LOADED, path: folder(folders, '0.2.0') } } as Plugin],
  }),
})

const LOADED = { how: 'cache', by: 'rule', certain: true, why: '' }
const at = ['config/settings.json:6']

export const cases: Cases = {
  triggers: {
    'an old one': { ...naming('0.1.0'), at, says: /still names version “0.1.0”/ },
    'the one that is loaded': { ...naming('0.2.0'), at, says: /names version “0.2.0” of voice by its folder/ },
  },
  nearMisses: {
    'none at all': command('true'),
    'a folder of the same name elsewhere': command('cat cache/lab/voice/0.1.0/say.sh'),
  },
}
