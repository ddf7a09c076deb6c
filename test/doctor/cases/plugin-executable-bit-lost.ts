import { git, installed, manifest, tracked } from '../packaging-files.ts'
import type { Cases, Folders } from '../run-case.ts'

const plugin = { ...manifest(), 'hooks/say.sh': '#!/bin/sh\necho\n' }

function forgotten(folders: Folders) {
  tracked('.')(folders)
  git(folders.plugin, 'update-index', '--chmod=-x', 'hooks/say.sh')
}

export const cases: Cases = {
  triggers: {
    'recorded without the bit': {
      plugin,
      prepare: forgotten,
      at: ['hooks/say.sh'],
      says: /`hooks\/say\.sh` is executable/,
    },
  },
  nearMisses: {
    'recorded with it': { plugin, prepare: tracked('.') },
    'not executable here either': { plugin: { ...manifest(), 'hooks/say.sh': 'echo\n' }, prepare: tracked('.') },
    'not committed at all': { plugin, prepare: tracked('.claude-plugin') },
    'in no repository': { plugin },
    'in Claude Code’s own clone': {
      plugin,
      prepare: forgotten,
      place: (folders) =>
        installed({ source: { path: folders.plugin, by: 'clone', why: 'The clone has it.' } })(folders),
    },
  },
}
