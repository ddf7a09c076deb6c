import { installed, MANIFEST, manifest } from '../packaging-files.ts'
import type { Cases } from '../run-case.ts'

export const cases: Cases = {
  triggers: {
    'another name': {
      plugin: manifest({ name: 'speech' }),
      place: installed(),
      at: [`${MANIFEST}:2`],
      says: /calls it speech, and the catalogue of lab calls it voice/,
    },
  },
  nearMisses: {
    'the same': { plugin: manifest(), place: installed() },
    'no manifest': { plugin: { 'commands/say.md': 'Say it.\n' }, place: installed() },
    'in no catalogue': { plugin: manifest({ name: 'speech' }) },
  },
}
