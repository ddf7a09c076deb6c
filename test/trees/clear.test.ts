import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { suite, type TestContext, test } from 'node:test'
import { readAnyManifest, readClearManifest } from '../../server/trees/clear-manifest.ts'
import { ActionError, RefusedError } from '../../server/trees/errors.ts'
import { clearPlaceIn } from './support/clear.ts'
import { type Content, contentsOf, lay, temporary } from './support/folder.ts'

const PLUGIN: Record<string, Content> = {
  'skills/speak/SKILL.md': 'Read it.',
  'hooks/run.sh': { text: '#!/bin/sh', mode: 0o755 },
  'node_modules/a/index.js': 'kept',
  '.git/HEAD': 'ref: refs/heads/main',
  '.env': 'SECRET=1',
  '.orphaned_at': '1',
  old: { text: 'old', mtime: 1_600_000_000, mode: 0o400 },
  link: '-> skills/speak/SKILL.md',
  out: '-> /etc/hostname',
}

/** A folder on another disk than the temporary one, where this machine has one. */
const OTHER_DISK = '/dev/shm'
const hasOtherDisk = existsSync(OTHER_DISK) && statSync(OTHER_DISK).dev !== statSync(process.env.TMPDIR ?? '/tmp').dev

function laid(t: TestContext, trashDir?: string) {
  const place = clearPlaceIn(temporary(t), trashDir)
  lay(join(place.root, 'lab/voice/0.1.0'), PLUGIN)
  lay(join(place.root, 'lab/voice/0.2.0'), { f: 'two' })
  lay(join(place.root, 'tools/lint/1.0'), { f: 'lint' })
  lay(join(place.root, 'temp_git_1_x'), { pack: 'half' })
  return place
}

function onOtherDisk(t: TestContext) {
  const trash = mkdtempSync(join(OTHER_DISK, 'hotplug-trash-'))
  t.after(() => rmSync(trash, { recursive: true, force: true }))
  return laid(t, trash)
}

const ALL = ['lab/voice/0.1.0', 'lab/voice/0.2.0', 'tools/lint/1.0', 'temp_git_1_x']

for (const [where, make, skip] of [
  ['the same disk', laid, false],
  ['another disk', onOtherDisk, !hasOtherDisk],
] as const)
  suite(`with the trash on ${where}`, { skip }, () => {
    test('folders go whole, their empty parents too, and undo brings every byte, mode and time back', async (t) => {
      const place = make(t)
      const before = contentsOf(place.root)
      const { token, items, left } = await place.clear(ALL)
      assert.deepEqual(readdirSync(place.root), [])
      assert.deepEqual(left, [])
      assert.deepEqual(items.find(({ path }) => path === 'lab/voice/0.2.0')?.bytes, 3)
      assert.deepEqual(
        items.map(({ files }) => files),
        [9, 1, 1, 1],
      )
      assert.deepEqual(Object.keys(place.everything().trash).length, Object.keys(before).length)
      assert.deepEqual(place.everything().beside, [])

      await place.restore(token)
      assert.deepEqual(contentsOf(place.root), before)
      const old = statSync(join(place.root, 'lab/voice/0.1.0/old'))
      assert.equal(old.mtimeMs, 1_600_000_000_000)
      assert.equal(old.mode & 0o777, 0o400)
      assert.deepEqual(readdirSync(place.trashDir), [])
      assert.deepEqual(place.everything().beside, [])
      assert.deepEqual(
        place.journal.rows().map(({ state }) => state),
        ['done', 'done'],
      )
    })

    test('one folder is put back while the rest stays in the trash, and then the rest', async (t) => {
      const place = make(t)
      const before = contentsOf(place.root)
      const { token } = await place.clear(ALL)
      const { paths, emptied } = await place.restore(token, new Set(['tools/lint/1.0']))
      assert.deepEqual(paths, ['tools/lint/1.0'])
      assert.equal(emptied, false)
      assert.deepEqual(contentsOf(place.root), { 'tools/lint/1.0/f': 'lint' })
      assert.deepEqual(
        readClearManifest(join(place.trashDir, token)).items.map(({ path }) => path),
        ALL.filter((path) => path !== 'tools/lint/1.0'),
      )
      await assert.rejects(place.restore(token, new Set(['tools/lint/1.0'])), /does not hold tools\/lint\/1\.0/)
      assert.equal((await place.restore(token)).emptied, true)
      assert.deepEqual(contentsOf(place.root), before)
    })

    test('a folder that nobody may write into goes, and comes back as it was', async (t) => {
      const place = make(t)
      const folder = join(place.root, 'lab/voice/0.2.0')
      chmodSync(folder, 0o555)
      const { token } = await place.clear(['lab/voice/0.2.0'])
      assert.equal(existsSync(folder), false)
      await place.restore(token)
      assert.equal(statSync(folder).mode & 0o777, 0o555)
    })
  })

test('a version that is a link to a checkout goes as a link, and the checkout is untouched', async (t) => {
  const place = laid(t)
  const checkout = lay(join(place.folder, 'checkout'), PLUGIN)
  const before = contentsOf(checkout)
  mkdirSync(join(place.root, 'lab/sketch'))
  for (const [name, target] of [
    ['absolute', checkout],
    ['relative', '../../../../checkout'],
    ['dangling', '/nowhere/at/all'],
    ['slash', `${checkout}/`],
  ] as const)
    symlinkSync(target, join(place.root, 'lab/sketch', name))
  symlinkSync(checkout, join(place.root, 'lab/voice/0.2.0/inside'))
  const paths = ['absolute', 'relative', 'dangling', 'slash'].map((name) => `lab/sketch/${name}`)
  const links = contentsOf(join(place.root, 'lab/sketch'))

  const { token, items } = await place.clear([...paths, 'lab/voice/0.2.0'])
  assert.equal(existsSync(join(place.root, 'lab/sketch')), false)
  assert.deepEqual(contentsOf(checkout), before)
  assert.deepEqual(
    items.slice(0, 4).map(({ stored, bytes }) => [stored, bytes]),
    Array(4).fill([null, 0]),
  )

  await place.restore(token)
  assert.deepEqual(contentsOf(join(place.root, 'lab/sketch')), links)
  assert.equal(lstatSync(join(place.root, 'lab/voice/0.2.0/inside')).isSymbolicLink(), true)
  assert.deepEqual(contentsOf(checkout), before)
})

test('a link inside a folder that goes to another disk is copied as a link', { skip: !hasOtherDisk }, async (t) => {
  const place = onOtherDisk(t)
  const checkout = lay(join(place.folder, 'checkout'), PLUGIN)
  const before = contentsOf(checkout)
  symlinkSync(checkout, join(place.root, 'lab/voice/0.2.0/inside'))
  await place.clear(['lab/voice/0.2.0'])
  assert.deepEqual(contentsOf(checkout), before)
  assert.equal(
    Object.entries(place.everything().trash).find(([path]) => path.endsWith('inside'))?.[1],
    `-> ${checkout}`,
  )
})

test('what cannot be copied to another disk is left whole, with why; the others go', {
  skip: !hasOtherDisk,
}, async (t) => {
  const place = onOtherDisk(t)
  execFileSync('mkfifo', [join(place.root, 'lab/voice/0.1.0/pipe')])
  const name = Buffer.concat([Buffer.from(`${place.root}/tools/lint/1.0/`), Buffer.from([0xff, 0xfe])])
  writeFileSync(name, 'no UTF-8')
  const { left, items } = await place.clear(ALL)
  assert.deepEqual(
    items.map(({ path }) => path),
    ['lab/voice/0.2.0', 'temp_git_1_x'],
  )
  assert.match(left[0]?.why ?? '', /pipe is neither a file, a folder nor a link/)
  assert.match(left[1]?.why ?? '', /not UTF-8/)
  rmSync(join(place.root, 'lab/voice/0.1.0/pipe'))
  assert.equal(contentsOf(join(place.root, 'lab/voice'))['0.1.0/.env'], 'SECRET=1')
  rmSync(join(place.root, 'tools'), { recursive: true })
  assert.deepEqual(place.everything().beside, [])
})

test('names with spaces, quotes, line breaks, emoji and 255 bytes go and come back', async (t) => {
  const place = clearPlaceIn(temporary(t))
  const names = ["a b'c", 'new\nline', '🧹"$(x)', 'x'.repeat(255), '-rf', '..a', 'é\u0301']
  for (const name of names) lay(join(place.root, 'lab', 'voice', name), { [name]: name })
  const before = contentsOf(place.root)
  const { token } = await place.clear(names.map((name) => `lab/voice/${name}`))
  assert.deepEqual(readdirSync(place.root), [])
  await place.restore(token)
  assert.deepEqual(contentsOf(place.root), before)
})

suite('nothing is begun when', () => {
  const CHANGES: readonly [string, (root: string) => void, RegExp][] = [
    ['a folder was made anew', (root) => swap(`${root}/lab/voice/0.2.0`, (path) => mkdirSync(path)), /changed since/],
    [
      'a folder became a link',
      (root) => swap(`${root}/lab/voice/0.2.0`, (path) => symlinkSync('/etc', path)),
      /changed since/,
    ],
    [
      'a folder became a file',
      (root) => swap(`${root}/lab/voice/0.2.0`, (path) => writeFileSync(path, '')),
      /changed since/,
    ],
    ['a folder is gone', (root) => rmSync(`${root}/lab/voice/0.2.0`, { recursive: true }), /changed since/],
    ['the folder around it became a link', (root) => throughLink(`${root}/lab`), /is a link now/],
    ['the cache itself became a link', (root) => throughLink(root), /or a link/],
    ['the cache is gone', (root) => renameSync(root, `${root}-x`), /not there any more/],
  ]
  for (const [what, change, sentence] of CHANGES)
    test(what, async (t) => {
      const place = laid(t)
      const plan = place.plan(ALL)
      change(place.root)
      const { applyClear } = await import('../../server/trees/clear.ts')
      await assert.rejects(applyClear(plan, place.journal, place.settings), (error) => {
        assert.ok(error instanceof RefusedError)
        assert.match(error.message, sentence)
        return true
      })
      assert.deepEqual(place.journal.rows(), [])
      assert.equal(existsSync(place.trashDir) && readdirSync(place.trashDir).length > 0, false)
    })

  for (const [what, path, sentence] of [
    ['a path climbs out', '../../etc', /empty part, \. or \.\./],
    ['a path is absolute', '/etc', /not a relative path/],
    ['a path is the cache itself', '', /not a relative path/],
  ] as const)
    test(what, async (t) => {
      const place = laid(t)
      const plan = place.plan(['lab/voice/0.2.0'])
      const [item] = plan.items
      assert.ok(item)
      const { applyClear } = await import('../../server/trees/clear.ts')
      await assert.rejects(applyClear({ ...plan, items: [{ ...item, path }] }, place.journal, place.settings), sentence)
    })

  test('one folder lies in another, or stands there twice', async (t) => {
    const place = laid(t)
    await assert.rejects(place.clear(['lab', 'lab/voice/0.1.0']), /lies inside another/)
    await assert.rejects(place.clear(['lab/voice/0.1.0', 'lab/voice/0.1.0']), /twice/)
    await assert.rejects(place.clear([]), /nothing to clear/)
  })

  test('the trash lies in what is to be cleared', async (t) => {
    const place = laid(t)
    await assert.rejects(place.clear(ALL, { trashDir: join(place.root, 'lab/trash') }), /lies inside/)
  })
})

test('what has to stay after all, or changes while others go, is left and told', async (t) => {
  const place = laid(t)
  const { items, left, token } = await place.clear(ALL, {
    keep: ({ path }) => {
      if (path === ALL[0]) swap(join(place.root, 'tools/lint/1.0'), (at) => mkdirSync(at))
      return path === ALL[1] ? 'A session has just begun.' : null
    },
  })
  assert.deepEqual(
    items.map(({ path }) => path),
    [ALL[0], ALL[3]],
  )
  assert.deepEqual(left, [
    { path: ALL[1], why: 'A session has just begun.' },
    { path: ALL[2], why: 'It changed meanwhile.' },
  ])
  assert.deepEqual(
    readClearManifest(join(place.trashDir, token)).items.map(({ path }) => path),
    [ALL[0], ALL[3]],
  )
  assert.equal(readAnyManifest(join(place.trashDir, token)).direction, 'clear')
})

test('cancelled between two folders, all of it is put back', async (t) => {
  const place = laid(t)
  const before = contentsOf(place.root)
  const abort = new AbortController()
  const task = {
    signal: abort.signal,
    progress: (done: number) => done === 2 && abort.abort(new Error('It was cancelled.')),
    commit: () => {},
  }
  await assert.rejects(place.clear(ALL, { task }), (error) => {
    assert.ok(error instanceof ActionError && error.outcome === 'reverted')
    assert.match(error.message, /It was cancelled\. Everything was put back/)
    return true
  })
  assert.deepEqual(contentsOf(place.root), before)
  assert.deepEqual(readdirSync(place.trashDir), [])
  assert.equal(place.journal.rows()[0]?.state, 'reverted')
})

test('nothing newer is overwritten by putting back', async (t) => {
  const place = laid(t)
  const { token } = await place.clear(ALL)
  lay(join(place.root, 'lab/voice/0.1.0'), { f: 'newer' })
  await assert.rejects(place.restore(token), (error) => {
    assert.ok(error instanceof RefusedError)
    assert.match(error.message, /Something newer stands at .*0\.1\.0, so nothing was put back/)
    assert.match(error.next, /one by one/)
    return true
  })
  assert.deepEqual(contentsOf(place.root), { 'lab/voice/0.1.0/f': 'newer' })
  await place.restore(token, new Set(['lab/voice/0.2.0']))
  assert.deepEqual(contentsOf(place.root), { 'lab/voice/0.1.0/f': 'newer', 'lab/voice/0.2.0/f': 'two' })
})

for (const [what, damage, sentence] of [
  ['is gone', (trash: string) => rmSync(trash, { recursive: true }), /cannot be read/],
  ['has lost a folder', (trash: string) => rmSync(join(trash, '1'), { recursive: true }), /no longer holds/],
  [
    'has a damaged list',
    (trash: string) => writeFileSync(join(trash, 'manifest.json'), '{"direction":"clear"}'),
    /damaged/,
  ],
  [
    'has a hostile list',
    (trash: string) => {
      const manifest = readClearManifest(trash)
      const items = manifest.items.map((item) => ({ ...item, path: '../../../out' }))
      writeFileSync(join(trash, 'manifest.json'), JSON.stringify({ ...manifest, items }))
    },
    /empty part/,
  ],
  [
    'names what is not its own',
    (trash: string) => {
      const manifest = readClearManifest(trash)
      const items = manifest.items.map((item) => ({ ...item, stored: '../../x' }))
      writeFileSync(join(trash, 'manifest.json'), JSON.stringify({ ...manifest, items }))
    },
    /damaged/,
  ],
] as const)
  test(`a trash that ${what} puts nothing back and says so`, async (t) => {
    const place = laid(t)
    const { token } = await place.clear(ALL)
    damage(join(place.trashDir, token))
    await assert.rejects(place.restore(token), sentence)
    assert.deepEqual(readdirSync(place.root), [])
  })

function swap(path: string, make: (path: string) => void) {
  renameSync(path, `${path}-was`)
  make(path)
}

function throughLink(path: string) {
  renameSync(path, `${path}-was`)
  symlinkSync(`${path}-was`, path)
}
