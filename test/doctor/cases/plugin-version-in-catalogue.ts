import { entry, installed, MANIFEST, manifest } from '../packaging-files.ts'
import type { Cases } from '../run-case.ts'

const far = { kind: 'github', location: 'acme/voice', path: null, ref: null, link: false } as const

export const cases: Cases = {
  triggers: {
    'a plugin in a repository of its own': {
      plugin: manifest(),
      place: installed({ entry: entry({ version: '0.2.0', source: far }) }),
      at: [`${MANIFEST}:3`],
      says: /says 0\.1\.0, and the catalogue of lab says 0\.2\.0/,
    },
  },
  nearMisses: {
    'the same': { plugin: manifest(), place: installed({ entry: entry({ version: '0.1.0', source: far }) }) },
    'none in the catalogue': { plugin: manifest(), place: installed({ entry: entry({ source: far }) }) },
    'one that the program itself compares': {
      plugin: manifest(),
      place: installed({ entry: entry({ version: '0.2.0' }) }),
    },
  },
}
