import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { test } from 'node:test'
import { installDependencies } from '../../server/plugins/dependencies.ts'
import { CACHE, ID, json, type Lab, lab } from '../support/lab.ts'

const PACKAGE = {
  [`${CACHE}/package.json`]: json({ name: 'voice', version: '0.1.0', scripts: { postinstall: 'touch ran' } }),
}
const LOCKFILE = {
  [`${CACHE}/package-lock.json`]: json({
    name: 'voice',
    version: '0.1.0',
    lockfileVersion: 3,
    packages: { '': { name: 'voice', version: '0.1.0' } },
  }),
}

/** The same panel, with the npm that runs these tests on its path. */
const withNpm = ({ panel }: Lab) => ({
  ...panel,
  config: { ...panel.config, searchPath: [dirname(process.execPath), process.env.PATH].join(delimiter) },
})

test('installs what the lockfile says, without running any script, and the history says so', async () => {
  using place = lab({ ...PACKAGE, ...LOCKFILE, [`${CACHE}/node_modules/old/index.js`]: 'old' })
  await installDependencies(withNpm(place), ID)
  assert.ok(!existsSync(place.at(`${CACHE}/node_modules/old`)))
  assert.ok(!existsSync(place.at(`${CACHE}/ran`)))
  const [action] = place.panel.store.actions(1)
  assert.deepEqual([action?.kind, action?.state], ['dependencies', 'done'])
})

test('without a lockfile, without npm, and when npm fails: refused with a sentence, and the lock is free', async () => {
  using place = lab(PACKAGE)
  await assert.rejects(installDependencies(withNpm(place), ID), { status: 422, message: /no package-lock\.json/ })
  place.write(LOCKFILE)
  await assert.rejects(installDependencies(place.panel, ID), { status: 422, message: /npm was not found/ })
  place.write({ [`${CACHE}/package-lock.json`]: '{' })
  await assert.rejects(installDependencies(withNpm(place), ID), { status: 422, message: /^npm ci failed in / })
  await assert.rejects(installDependencies(withNpm(place), 'nobody@lab'), { status: 404 })
  assert.equal(place.panel.store.lock(`plugin ${ID}`), undefined)
  assert.deepEqual(place.panel.store.actions(9), [])
})
