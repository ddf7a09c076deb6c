import { manifest } from '../packaging-files.ts'
import type { Cases } from '../run-case.ts'

const packages = (fields: object) => ({ ...manifest(), 'package.json': JSON.stringify(fields) })
const DEPENDENCIES = { dependencies: { 'left-pad': '1.3.0' } }

export const cases: Cases = {
  triggers: {
    'no lockfile': { plugin: packages(DEPENDENCIES), at: ['package.json'], says: /names a package, and/ },
    'a lockfile of another program': { plugin: { ...packages(DEPENDENCIES), 'yarn.lock': '' }, at: ['package.json'] },
  },
  nearMisses: {
    'a lockfile': { plugin: { ...packages(DEPENDENCIES), 'package-lock.json': '{}' } },
    'only what its author needs': { plugin: packages({ devDependencies: { typescript: '7' } }) },
    'packages that are handed on': { plugin: { ...packages(DEPENDENCIES), 'node_modules/left-pad/index.js': '' } },
    'a server that installs them itself, as the example of claude plugin init does': {
      plugin: packages({ ...DEPENDENCIES, scripts: { start: 'bun install --no-summary && bun server.ts' } }),
    },
    'no JSON': { plugin: { ...manifest(), 'package.json': '{' } },
  },
}
