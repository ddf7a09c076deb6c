import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installed, manifest } from '../packaging-files.ts'
import type { Cases, Folders } from '../run-case.ts'

const plugin = { ...manifest(), 'hooks/say.sh': '#!/bin/sh\necho\n' }

const linked =
  (target: string) =>
  ({ root, plugin: folder }: Folders) => {
    mkdirSync(join(root, 'shared'))
    writeFileSync(join(root, 'shared', 'util.sh'), 'echo util\n')
    symlinkSync(target, join(folder, 'util.sh'))
  }

export const cases: Cases = {
  triggers: {
    'out of the marketplace': {
      plugin,
      prepare: linked('/bin/sh'),
      place: installed(),
      at: ['util.sh'],
      says: /outside of the plugin and its marketplace/,
    },
    'out of a plugin without a marketplace': { plugin, prepare: linked('../shared/util.sh'), at: ['util.sh'] },
  },
  nearMisses: {
    'within the marketplace': { plugin, prepare: linked('../shared/util.sh'), place: installed() },
    'within the plugin': { plugin, prepare: linked('hooks/say.sh'), place: installed() },
    'to nothing': { plugin, prepare: linked('/no/such/file'), place: installed() },
    'in a circle': { plugin, prepare: linked('util.sh'), place: installed() },
    'a plugin that is not handed on': {
      plugin,
      prepare: linked('/bin/sh'),
      place: installed({ scope: 'skills-dir', entry: null }),
    },
  },
}
