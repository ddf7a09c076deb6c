import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { keepSecrets, putBackSecrets } from '../../server/trees/carry.ts'
import { dropKept, isKept, keepFolder, settleKept } from '../../server/trees/keep.ts'
import { newToken } from '../../server/trees/places.ts'
import { planUndo } from '../../server/trees/undo.ts'
import { temporaryFolder } from '../support/temporary.ts'

function place(files: Record<string, string>) {
  const folder = temporaryFolder()
  const at = (path: string) => join(folder.path, path)
  const write = (root: string, texts: Record<string, string>) => {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(at(root), path)), { recursive: true })
      writeFileSync(join(at(root), path), text)
    }
  }
  write('version', files)
  return { ...folder, at, write, version: at('version'), trash: at('trash'), token: newToken() }
}

test('what another program replaced is told from what it left, and only that stays in the trash', async () => {
  using here = place({ same: 'same', changed: 'old', gone: 'gone', 'deep/run.sh': '#!/bin/sh' })
  symlinkSync('same', here.at('version/link'))
  const kept = await keepFolder(here.version, here.token, here.trash)
  assert.equal(kept?.files, 5)
  rmSync(here.version, { recursive: true })
  here.write('version', { same: 'same', changed: 'new', more: 'more', 'deep/run.sh': '#!/bin/sh' })
  chmodSync(here.at('version/deep/run.sh'), 0o755)

  const { operations } = settleKept(here.token, here.version, here.trash)
  assert.deepEqual(
    operations.map(({ do: what, path, over }) => [what, path, over !== null]),
    [
      ['write', 'changed', true],
      ['write', 'deep/run.sh', true],
      ['remove', 'gone', true],
      ['remove', 'link', true],
      ['write', 'more', false],
    ],
  )
  const stored = readdirSync(here.at(`trash/${here.token}`)).filter((name) => name !== 'manifest.json')
  assert.equal(stored.length, 3)
  const undo = planUndo(here.token, { trashDir: here.trash }, new Set(['changed', 'gone', 'link']))
  assert.deepEqual(
    undo.operations.map(({ do: what, path }) => [what, path]),
    [
      ['write', 'changed'],
      ['write', 'gone'],
      ['link', 'link'],
    ],
  )
})

test('a copy in the trash is no second name: writing into the old file does not reach it', async () => {
  using here = place({ file: 'old' })
  await keepFolder(here.version, here.token, here.trash)
  writeFileSync(here.at('version/file'), 'new')
  assert.equal(readFileSync(here.at(`trash/${here.token}/0`), 'utf8'), 'old')
})

test('a version that is a link only is left where it leads', async () => {
  using here = place({ file: 'old' })
  symlinkSync(here.version, here.at('linked'))
  assert.equal(await keepFolder(here.at('linked'), here.token, here.trash), null)
  assert.equal(isKept(here.token, here.trash), false)
})

test('a file that cannot be kept is named, and nothing is kept', async () => {
  using here = place({ file: 'old' })
  writeFileSync(Buffer.concat([Buffer.from(`${here.version}/`), Buffer.from([0xff, 0xfe])]), 'x')
  await assert.rejects(
    keepFolder(here.version, here.token, here.trash),
    /Not everything .* can be kept: .*not valid UTF-8/,
  )
  assert.equal(existsSync(here.at(`trash/${here.token}`)), false)
})

test('files with secrets come back; beside, where another one has the name by then; none stays in the trash', async () => {
  using here = place({ file: 'x', '.env': 'MINE=1', 'sub/.env.local': 'MINE=2', 'node_modules/a/.env': 'not mine' })
  await keepFolder(here.version, here.token, here.trash)
  const secrets = keepSecrets(here.version, here.token, here.trash)
  assert.deepEqual(secrets.map(({ path }) => path).sort(), ['.env', 'sub/.env.local'])
  rmSync(here.version, { recursive: true })
  here.write('version', { file: 'x', '.env': 'SHIPPED=1' })
  assert.deepEqual(putBackSecrets(secrets, here.version, here.token, here.trash), ['.env.before-reinstall'])
  const read = (path: string) => readFileSync(join(here.version, path), 'utf8')
  assert.deepEqual(['.env', '.env.before-reinstall', 'sub/.env.local'].map(read), ['SHIPPED=1', 'MINE=1', 'MINE=2'])
  assert.deepEqual(
    readdirSync(here.at(`trash/${here.token}`)).filter((name) => name.startsWith('secret')),
    [],
  )
  dropKept(here.token, here.trash)
  assert.deepEqual(readdirSync(here.trash), [])
})
