import assert from 'node:assert/strict'
import { readFileSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { holdFolders } from '../../server/trees/hold.ts'
import { contentsOf, lay, temporary } from './support/folder.ts'

const onLinux = { skip: process.platform !== 'linux' && 'only Linux can name an open folder' }

test('what is done to a name is done in the folder that was held, though a link stands there by then', onLinux, (t) => {
  const folder = temporary(t)
  lay(folder, { 'plugin/a/x': 'old', 'plugin/a/y': 'old', 'outside/x': 'canary', 'outside/y': 'canary' })
  const hold = holdFolders(join(folder, 'plugin'))
  hold.at('a/x', (name) => writeFileSync(name, 'new'))
  renameSync(join(folder, 'plugin/a'), join(folder, 'moved'))
  symlinkSync(join(folder, 'outside'), join(folder, 'plugin/a'))
  hold.at('a/y', (name) => writeFileSync(name, 'new'))
  hold.release()
  assert.deepEqual(contentsOf(join(folder, 'moved')), { x: 'new', y: 'new' })
  assert.deepEqual(contentsOf(join(folder, 'outside')), { x: 'canary', y: 'canary' })
})

test('a folder that is a link, or lies behind one, is refused', onLinux, (t) => {
  const folder = temporary(t)
  lay(folder, { 'outside/b/x': 'canary', 'plugin/a': `-> ${join(folder, 'outside')}` })
  const hold = holdFolders(join(folder, 'plugin'))
  for (const path of ['a/x', 'a/b/x'])
    assert.throws(() => hold.at(path, unlinkSync), { name: 'RefusedError', message: /nothing is changed through it/ })
  assert.deepEqual(contentsOf(join(folder, 'outside')), { 'b/x': 'canary' })
})

test('an error names the path as a person knows it', (t) => {
  const folder = temporary(t)
  lay(folder, { 'a/x': '' })
  const hold = holdFolders(folder)
  const path = join(folder, 'a/gone')
  assert.throws(() => hold.at('a/gone', (name) => readFileSync(name)), {
    code: 'ENOENT',
    path,
    message: new RegExp(path),
  })
  hold.release()
})
