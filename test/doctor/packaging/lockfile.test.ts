import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { dependenciesOf } from '../../../server/doctor/packaging/lockfile.ts'
import { temporaryFolder } from '../../support/temporary.ts'

type Packages = Record<string, object>

const LEFT_PAD = {
  version: '1.3.0',
  resolved: 'https://packages.example/left-pad-1.3.0.tgz',
  integrity: 'sha512-a',
}
const LOCKED: Packages = { '': { name: 'voice' }, 'node_modules/left-pad': LEFT_PAD }

/** What is said of a folder with these two lockfiles; a text stands as it is. */
function said(locked: Packages | string | null, installed: Packages | string | null) {
  using folder = temporaryFolder()
  write(join(folder.path, 'package-lock.json'), locked)
  write(join(folder.path, 'node_modules/.package-lock.json'), installed)
  return dependenciesOf(folder.path)
}

function write(file: string, content: Packages | string | null) {
  if (content === null) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify({ lockfileVersion: 3, packages: content }))
}

test('nothing is said of a plugin without a lockfile', () => {
  assert.equal(said(null, null), null)
})

test('packages that are installed as locked need nothing', () => {
  assert.equal(said(LOCKED, { 'node_modules/left-pad': LEFT_PAD })?.state, 'as-locked')
  assert.equal(said({ '': {} }, null)?.state, 'as-locked')
  const { resolved, integrity, ...withoutAddress } = LEFT_PAD
  assert.equal(said(LOCKED, { 'node_modules/left-pad': withoutAddress })?.state, 'as-locked')
})

test('a package that is missing, another one, or in another version is named', () => {
  assert.match(said(LOCKED, null)?.sentence ?? '', /^The one package .* is not installed\./)
  for (const installed of [
    {},
    { 'node_modules/left-pad': { ...LEFT_PAD, version: '1.2.0' } },
    { 'node_modules/left-pad': { ...LEFT_PAD, integrity: 'sha512-b' } },
  ]) {
    const found = said(LOCKED, installed)
    assert.equal(found?.state, 'stale')
    assert.match(found.sentence, /: left-pad\.$/)
  }
  const more = said(LOCKED, {
    'node_modules/left-pad': LEFT_PAD,
    'node_modules/a/node_modules/@b/c': { version: '1.0.0' },
  })
  assert.match(more?.sentence ?? '', /: @b\/c\.$/)
})

test('what this machine does not need may be missing', () => {
  const locked = {
    ...LOCKED,
    'node_modules/fsevents': { version: '2.3.3', optional: true },
    'node_modules/tap': { version: '1.0.0', dev: true },
  }
  assert.equal(said(locked, { 'node_modules/left-pad': LEFT_PAD })?.state, 'as-locked')
})

test('files that are not understood are not called out of date', () => {
  for (const text of [
    '',
    '{"packages":',
    '[]',
    '{"lockfileVersion":1,"dependencies":{}}',
    '{"packages":{"node_modules/a":3}}',
  ]) {
    assert.equal(said(text, null)?.state, 'unknown', text)
    assert.equal(said(LOCKED, text)?.state, 'unknown', text)
  }
})
