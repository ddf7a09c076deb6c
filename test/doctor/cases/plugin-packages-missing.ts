import type { Loaded } from '../../../server/claude/types.ts'
import { manifest } from '../packaging-files.ts'
import type { Cases, Folders } from '../run-case.ts'

const LEFT_PAD = { version: '1.3.0', resolved: 'https://packages.example/left-pad-1.3.0.tgz' }
const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages })
const locked = {
  ...manifest(),
  'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }',
  'package-lock.json': lock({ '': {}, 'node_modules/left-pad': LEFT_PAD }),
}
const reads =
  (how: Loaded['how']) =>
  ({ plugin }: Folders) => ({ loaded: { how, path: plugin, by: 'claude', certain: true, why: 'It says so.' } as const })

export const cases: Cases = {
  triggers: {
    'read in place': { plugin: locked, place: reads('in-place'), at: ['package-lock.json'], says: /is not installed/ },
    'a copy in which npm failed': { plugin: locked, place: reads('cache'), at: ['package-lock.json'] },
    'another version than the lockfile’s': {
      plugin: {
        ...locked,
        'node_modules/.package-lock.json': lock({ 'node_modules/left-pad': { ...LEFT_PAD, version: '1.0.0' } }),
      },
      place: reads('in-place'),
      at: ['package-lock.json'],
      says: /left-pad/,
    },
  },
  nearMisses: {
    'they are there': {
      plugin: { ...locked, 'node_modules/.package-lock.json': lock({ 'node_modules/left-pad': LEFT_PAD }) },
      place: reads('in-place'),
    },
    'a lockfile of nothing': { plugin: { ...locked, 'package-lock.json': lock({ '': {} }) }, place: reads('in-place') },
    'a lockfile without a package.json, which nobody installs': {
      plugin: { ...manifest(), 'package-lock.json': locked['package-lock.json'] },
      place: reads('in-place'),
    },
    'not installed': { plugin: locked },
  },
}
