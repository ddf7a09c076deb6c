import assert from 'node:assert/strict'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { openWatch } from '../server/watch.ts'
import { watchTrees } from '../server/watch-trees.ts'
import { temporaryFolder } from './support/temporary.ts'
import { until } from './support/until.ts'

/** Two trees, `one` and `two`, of which the second only serves to know that all of the first's events have come. */
async function watched(t: TestContext, roots = ['one', 'two']) {
  const folder = temporaryFolder()
  const at = (path: string) => join(folder.path, path)
  const told: string[] = []
  const trees = watchTrees({
    changed: (root) => told.push(root.slice(folder.path.length + 1)),
    error: (error) => assert.fail(String(error)),
  })
  t.after(() => {
    trees.close()
    folder[Symbol.dispose]()
  })
  const write = (path: string, text = 'text') => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), text)
  }
  for (const path of ['one/skills/speak/SKILL.md', 'one/a.md', 'two/b.md']) write(path)

  /** Roots that were told of since the last call. */
  async function news() {
    const before = told.filter((root) => root === 'two').length
    appendFileSync(at('two/b.md'), 'more')
    await until(() => told.filter((root) => root === 'two').length > before)
    return new Set(told.splice(0).filter((root) => root !== 'two'))
  }

  async function follow(...wanted: string[]) {
    trees.follow(new Set(wanted.map(at)))
    // Watches are set up from the next turn of the event loop on, at most some milliseconds at a time.
    for (let turns = 0; turns < 10; turns++) await nextTurn()
  }

  await follow(...roots)
  return { at, write, told, news, follow, trees }
}

type Watched = Awaited<ReturnType<typeof watched>>

const CHANGES: [what: string, change: (place: Watched) => void][] = [
  ['a plain write', ({ at }) => writeFileSync(at('one/a.md'), 'new')],
  ['an empty file', ({ at }) => writeFileSync(at('one/a.md'), '')],
  ['a write deep inside', ({ at }) => writeFileSync(at('one/skills/speak/SKILL.md'), 'new')],
  ['a new file', ({ write }) => write('one/new.md')],
  ['a file that goes', ({ at }) => unlinkSync(at('one/a.md'))],
  ['an executable bit', ({ at }) => chmodSync(at('one/a.md'), 0o755)],
  ['a link', ({ at }) => symlinkSync('a.md', at('one/link.md'))],
  ['a folder that goes', ({ at }) => rmSync(at('one/skills'), { recursive: true })],
  [
    'an atomic save',
    ({ at, write }) => {
      write('one/.a.md.tmp', 'new')
      renameSync(at('one/.a.md.tmp'), at('one/a.md'))
    },
  ],
]

describe('a tree', () => {
  for (const [what, change] of CHANGES)
    test(`tells of ${what}`, async (t) => {
      const place = await watched(t)
      change(place)
      assert.deepEqual(await place.news(), new Set(['one']))
      assert.deepEqual(await place.news(), new Set())
    })

  test('tells of a write after an atomic save, in place and atomic again', async (t) => {
    const { at, write, news } = await watched(t)
    for (const round of [1, 2, 3]) {
      write('one/skills/speak/.tmp', `saved ${round}`)
      renameSync(at('one/skills/speak/.tmp'), at('one/skills/speak/SKILL.md'))
      assert.deepEqual(await news(), new Set(['one']))
      appendFileSync(at('one/skills/speak/SKILL.md'), 'written')
      assert.deepEqual(await news(), new Set(['one']))
    }
  })

  test('tells of what happens in folders made at once, and later', async (t) => {
    const { at, write, news } = await watched(t)
    write('one/x/y/z/deep.md')
    assert.deepEqual(await news(), new Set(['one']))
    appendFileSync(at('one/x/y/z/deep.md'), 'more')
    assert.deepEqual(await news(), new Set(['one']))
    write('one/x/y/z/w/deeper.md')
    assert.deepEqual(await news(), new Set(['one']))
    appendFileSync(at('one/x/y/z/w/deeper.md'), 'more')
    assert.deepEqual(await news(), new Set(['one']))
  })

  test('tells of what happens in a folder that took the place of another', async (t) => {
    const { at, write, news } = await watched(t)
    write('outside/speak/SKILL.md', 'other')
    renameSync(at('one/skills'), at('old'))
    renameSync(at('outside'), at('one/skills'))
    assert.deepEqual(await news(), new Set(['one']))
    appendFileSync(at('one/skills/speak/SKILL.md'), 'more')
    assert.deepEqual(await news(), new Set(['one']))
    appendFileSync(at('old/speak/SKILL.md'), 'nobody looks there any more')
    assert.deepEqual(await news(), new Set())
  })

  test('tells of what happens in a folder that was renamed', async (t) => {
    const { at, news } = await watched(t)
    renameSync(at('one/skills'), at('one/renamed'))
    assert.deepEqual(await news(), new Set(['one']))
    appendFileSync(at('one/renamed/speak/SKILL.md'), 'more')
    assert.deepEqual(await news(), new Set(['one']))
  })

  test('whose root is renamed away and replaced at once goes on', async (t) => {
    const { at, write, news } = await watched(t)
    write('next/a.md', 'next')
    renameSync(at('one'), at('previous'))
    renameSync(at('next'), at('one'))
    assert.deepEqual(await news(), new Set(['one']))
    appendFileSync(at('one/a.md'), 'more')
    assert.deepEqual(await news(), new Set(['one']))
    appendFileSync(at('previous/a.md'), 'nobody looks there any more')
    assert.deepEqual(await news(), new Set())
  })

  test('that is deleted and comes back goes on', async (t) => {
    const { at, write, news } = await watched(t)
    rmSync(at('one'), { recursive: true })
    assert.deepEqual(await news(), new Set(['one']))
    write('one/a.md')
    assert.deepEqual(await news(), new Set(['one']))
    appendFileSync(at('one/a.md'), 'more')
    assert.deepEqual(await news(), new Set(['one']))
  })

  test('that comes into being later is noticed, its parents missing too', async (t) => {
    const { at, write, news } = await watched(t, ['later/far/away', 'two'])
    assert.deepEqual(await news(), new Set())
    mkdirSync(at('later'))
    await news()
    mkdirSync(at('later/far'))
    await news()
    write('later/far/away/a.md')
    assert.deepEqual(await news(), new Set(['later/far/away']))
    appendFileSync(at('later/far/away/a.md'), 'more')
    assert.deepEqual(await news(), new Set(['later/far/away']))
  })

  test('that comes into being with all its parents at once is noticed', async (t) => {
    const { at, write, news } = await watched(t, ['later/far/away', 'two'])
    write('later/far/away/a.md')
    assert.deepEqual(await news(), new Set(['later/far/away']))
    appendFileSync(at('later/far/away/a.md'), 'more')
    assert.deepEqual(await news(), new Set(['later/far/away']))
  })

  test('that is missing far down, beside others that are, costs and says nothing until it comes', async (t) => {
    const { at, write, news } = await watched(t, ['later/far/away', 'later/far/off', 'later/near', 'two'])
    mkdirSync(at('later'))
    assert.deepEqual(await news(), new Set())
    write('later/other.md')
    assert.deepEqual(await news(), new Set())
    write('later/far/off/a.md')
    assert.deepEqual(await news(), new Set(['later/far/off']))
    write('later/far/away/a.md')
    assert.deepEqual(await news(), new Set(['later/far/away']))
    write('later/near/a.md')
    assert.deepEqual(await news(), new Set(['later/near']))
  })

  test('whose parents are moved away and come back goes on', async (t) => {
    const { at, write, news } = await watched(t, ['up/one', 'two'])
    write('up/one/a.md')
    assert.deepEqual(await news(), new Set(['up/one']))
    renameSync(at('up'), at('aside'))
    await news()
    write('up/one/a.md', 'another')
    assert.deepEqual(await news(), new Set(['up/one']))
    appendFileSync(at('up/one/a.md'), 'more')
    assert.deepEqual(await news(), new Set(['up/one']))
  })

  test('says nothing of git, of dependencies, of leases and of our own staging', async (t) => {
    const { at, write, news } = await watched(t)
    const noise = ['.git/index', 'node_modules/x/y.js', '.in_use/12', '.hotplug-stage-k1-00000000/f0']
    for (const path of [...noise, 'skills/node_modules/z.js', 'skills/.git/HEAD']) write(`one/${path}`)
    write('one/.orphaned_at')
    assert.deepEqual(await news(), new Set())
    for (const path of noise) appendFileSync(at(`one/${path}`), 'more')
    assert.deepEqual(await news(), new Set())
    rmSync(at('one/node_modules'), { recursive: true })
    assert.deepEqual(await news(), new Set())
  })

  test('says nothing of what a link in it leads to', async (t) => {
    const { at, write, news } = await watched(t)
    write('outside/a.md')
    symlinkSync(at('outside'), at('one/link'))
    symlinkSync(at('one'), at('one/circle'))
    assert.deepEqual(await news(), new Set(['one']))
    appendFileSync(at('outside/a.md'), 'more')
    assert.deepEqual(await news(), new Set())
  })

  test('inside another: both are told of, and leaving either keeps the other', async (t) => {
    const { at, news, follow } = await watched(t, ['one', 'one/skills', 'two'])
    const save = () => appendFileSync(at('one/skills/speak/SKILL.md'), 'more')
    save()
    assert.deepEqual(await news(), new Set(['one', 'one/skills']))
    await follow('one', 'two')
    save()
    assert.deepEqual(await news(), new Set(['one']))
    await follow('one', 'one/skills', 'two')
    await follow('one/skills', 'two')
    save()
    assert.deepEqual(await news(), new Set(['one/skills']))
    appendFileSync(at('one/a.md'), 'more')
    assert.deepEqual(await news(), new Set())
  })

  test('inside another is noticed when its folder is replaced', async (t) => {
    const { at, write, news } = await watched(t, ['one', 'one/skills', 'two'])
    write('next/speak/SKILL.md')
    renameSync(at('one/skills'), at('old'))
    renameSync(at('next'), at('one/skills'))
    assert.deepEqual(await news(), new Set(['one', 'one/skills']))
    appendFileSync(at('one/skills/speak/SKILL.md'), 'more')
    assert.deepEqual(await news(), new Set(['one', 'one/skills']))
  })

  test('far inside another is noticed when a folder above it is replaced', async (t) => {
    const { at, write, news } = await watched(t, ['one', 'one/skills/speak', 'two'])
    write('next/speak/SKILL.md')
    renameSync(at('one/skills'), at('old'))
    renameSync(at('next'), at('one/skills'))
    assert.deepEqual(await news(), new Set(['one', 'one/skills/speak']))
    appendFileSync(at('one/skills/speak/SKILL.md'), 'more')
    assert.deepEqual(await news(), new Set(['one', 'one/skills/speak']))
    rmSync(at('one/skills'), { recursive: true })
    assert.deepEqual(await news(), new Set(['one', 'one/skills/speak']))
    write('one/skills/speak/SKILL.md')
    assert.deepEqual(await news(), new Set(['one', 'one/skills/speak']))
    appendFileSync(at('one/skills/speak/SKILL.md'), 'more')
    assert.deepEqual(await news(), new Set(['one', 'one/skills/speak']))
  })

  test('that is left says nothing more, and says it again when it is followed again', async (t) => {
    const { at, news, follow } = await watched(t)
    const save = () => appendFileSync(at('one/skills/speak/SKILL.md'), 'more')
    await follow('two')
    save()
    assert.deepEqual(await news(), new Set())
    await follow('one', 'two')
    save()
    assert.deepEqual(await news(), new Set(['one']))
  })

  test('with a like-named neighbour is not told of its changes', async (t) => {
    const { write, news } = await watched(t)
    write('one-more/a.md')
    write('one.md')
    assert.deepEqual(await news(), new Set())
  })

  test('many at once are followed, and each is told of', async (t) => {
    const { write, news, follow, at } = await watched(t)
    const roots = Array.from({ length: 300 }, (_, index) => `many/${index}`)
    for (const root of roots) write(`${root}/skills/a.md`)
    await follow(...roots, 'two')
    const seen = new Set<string>()
    for (const root of roots) {
      let missed = 0
      do {
        appendFileSync(at(`${root}/skills/a.md`), 'more')
        for (const told of await news()) seen.add(told)
      } while (!seen.has(root) && ++missed < 1000)
    }
    assert.deepEqual(seen, new Set(roots))
  })

  test('that is closed says nothing more', async (t) => {
    const { at, told, trees, news } = await watched(t)
    await news()
    trees.close()
    writeFileSync(at('one/a.md'), 'new')
    for (let turns = 0; turns < 10; turns++) await nextTurn()
    assert.deepEqual(told, [])
  })
})

/** Claude Code's own files; what is saved is saved again until it is noticed, for the watcher begins when it is ready. */
function files(t: TestContext) {
  const folder = temporaryFolder()
  const at = (path: string) => join(folder.path, path)
  const told = { file: 0, trees: [] as string[] }
  const watch = openWatch({
    file: () => told.file++,
    tree: (root) => told.trees.push(root),
    error: (error) => assert.fail(String(error)),
  })
  t.after(async () => {
    await watch.close()
    folder[Symbol.dispose]()
  })
  const write = (path: string, text = 'text') => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), text)
  }
  const follow = (paths: string[], trees: string[] = []) => watch.follow({ files: paths.map(at), trees: trees.map(at) })

  async function untilNoticed(change: (round: number) => void) {
    const before = told.file
    let round = 0
    await until(async () => {
      change(round++)
      await pause(40)
      return told.file > before
    }, `it noticed ${change}`)
  }
  return { at, write, told, watch, follow, untilNoticed }
}

describe('a file', () => {
  test('is noticed when it is written, saved atomically, and written again', async (t) => {
    const { at, write, follow, untilNoticed } = files(t)
    write('plugins/installed_plugins.json', '{}')
    follow(['plugins/installed_plugins.json'])
    const save = (round: number) => write('plugins/installed_plugins.json', `written ${round}`)
    const saveAtomically = (round: number) => {
      write('plugins/tmp', `renamed ${round}`)
      renameSync(at('plugins/tmp'), at('plugins/installed_plugins.json'))
    }
    for (const change of [save, saveAtomically, save, saveAtomically, save]) await untilNoticed(change)
  })

  test('is noticed when it is made later, with its folders, and when it goes and comes back', async (t) => {
    const { at, write, follow, untilNoticed } = files(t)
    follow(['config/plugins/installed_plugins.json', 'config/settings.json', 'config/skills'])
    await pause(50)
    mkdirSync(at('config'))
    const settings = (round: number) => write('config/settings.json', `written ${round}`)
    await untilNoticed(settings)
    await untilNoticed(settings)
    const save = (round: number) => write('config/plugins/installed_plugins.json', `written ${round}`)
    await untilNoticed(save)
    await untilNoticed(save)
    await untilNoticed((round) => (round === 0 ? rmSync(at('config'), { recursive: true }) : undefined))
    for (const change of [save, settings, save, settings]) await untilNoticed(change)
    const skill = (round: number) => mkdirSync(at(`config/skills/skill-${round}`), { recursive: true })
    await untilNoticed(skill)
    await pause(100)
    await untilNoticed((round) => skill(1000 + round))
  })

  test('a folder is noticed when something is put into it, also when the folder comes later', async (t) => {
    const { follow, untilNoticed, at } = files(t)
    follow(['config/skills'])
    await untilNoticed((round) => mkdirSync(at(`config/skills/skill-${round}`), { recursive: true }))
    await untilNoticed((round) => mkdirSync(at(`config/skills/more-${round}`), { recursive: true }))
  })

  test('that is not followed any more says nothing, and a closed watch neither', async (t) => {
    const { write, told, watch, follow, untilNoticed } = files(t)
    const paths = ['a/settings.json', 'b/settings.json']
    for (const path of paths) write(path)
    follow(paths)
    for (const path of paths) await untilNoticed((round) => write(path, `written ${round}`))
    follow(['b/settings.json'])
    // The other file says when all that was still under way has come.
    await untilNoticed((round) => write('b/settings.json', `again ${round}`))
    await pause(100)
    const before = told.file
    write('a/settings.json', 'nobody looks')
    await pause(100)
    assert.equal(told.file, before)
    await watch.close()
    write('b/settings.json', 'nobody looks')
    await pause(50)
    assert.equal(told.file, before)
  })

  test('and a tree are told apart, and saves in a burst are one change', async (t) => {
    const { at, write, told, follow, untilNoticed } = files(t)
    write('settings.json')
    write('tree/a.md')
    follow(['settings.json'], ['tree'])
    await untilNoticed((round) => write('settings.json', `written ${round}`))
    assert.deepEqual(told.trees, [])
    for (let save = 0; save < 50; save++) writeFileSync(at('tree/a.md'), `saved ${save}`)
    await until(() => told.trees.length > 0)
    assert.deepEqual(told.trees, [at('tree')])
  })
})
