import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { isBelow, type NearProcess, processesBelow } from '../../server/claude/processes-below.ts'
import { beganAt, fateOf, isCloneName } from '../../server/claude/temporary-clones.ts'
import { temporaryFolder } from '../support/temporary.ts'

const NOW = 1_795_190_000_000
const MINUTE = 60_000
const PATH = '/c/plugins/cache/temp_git_1795189990000_ab12cd'

const near = (more: Partial<NearProcess>): NearProcess => ({
  pid: 9,
  name: 'git',
  began: 0,
  isClaude: false,
  places: [],
  ...more,
})
const claude = (began: number) => near({ pid: 42, name: 'claude', isClaude: true, began })

suite('a temporary clone', () => {
  const CASES: readonly [string, number, readonly NearProcess[] | null, 'dead' | 'filling' | 'unsure'][] = [
    ['that nobody can have made', NOW, [], 'dead'],
    ['that is younger than every Claude Code', NOW - MINUTE, [claude(NOW - MINUTE + 2500)], 'dead'],
    ['as old as a Claude Code, within a second', NOW - MINUTE, [claude(NOW - MINUTE + 900)], 'unsure'],
    ['that a Claude Code may just be filling', NOW - MINUTE, [claude(NOW - 60 * MINUTE)], 'unsure'],
    ['that took a Claude Code too long', NOW - 11 * MINUTE, [claude(NOW - 60 * MINUTE)], 'dead'],
    ['in which somebody works', NOW - 60 * MINUTE, [near({ places: [PATH] })], 'filling'],
    ['in which somebody works further down', NOW, [near({ places: [`${PATH}/.git/objects`] })], 'filling'],
    ['beside which somebody works', NOW, [near({ places: [`${PATH}x`, '/c/plugins/cache'] })], 'dead'],
    ['from the future, with a Claude Code', NOW + 60 * MINUTE, [claude(0)], 'unsure'],
    ['that is young, where nobody can be asked', NOW - 9 * MINUTE, null, 'unsure'],
    ['that is old, where nobody can be asked', NOW - 11 * MINUTE, null, 'dead'],
  ]
  for (const [what, at, processes, state] of CASES)
    test(`${what} is ${state}`, () => {
      const clone = { path: PATH, name: `temp_git_${at}_ab12cd`, touched: 0 }
      assert.equal(fateOf(clone, processes, NOW).state, state)
    })

  test('something is still put into is young, whatever its name says', () => {
    const clone = { path: PATH, name: 'temp_git_1_x', touched: NOW - MINUTE }
    assert.equal(fateOf(clone, [claude(0)], NOW).state, 'unsure')
    assert.equal(fateOf({ ...clone, touched: NOW - 60 * MINUTE }, [claude(0)], NOW).state, 'dead')
  })

  test('is told by its name, as Claude Code 2.1.329 gives it', () => {
    for (const name of [
      'temp_git_1795190049591_16nem4',
      'temp_github_1795190036931_3tced7',
      'temp_local_1795190058814_1k6flf',
    ])
      assert.ok(isCloneName(name) && beganAt(name) !== null, name)
    assert.equal(beganAt('temp_subdir_1795190054206_7b4op4.clone'), 1_795_190_054_206)
    for (const name of ['temp_', 'temp_git', 'temp_git_x_y', 'temporary', 'temp_mine', 'atemp_git_1_x'])
      assert.equal(isCloneName(name), false, name)
  })
})

test('a place is below a folder, and not below one whose name only begins alike', () => {
  for (const place of ['/c/a', '/c/a/b', '/c/a (deleted)', '/c/a"; true']) assert.ok(isBelow(place, '/c/a'), place)
  for (const place of ['/c/ab', '/c/a-b', '/c/a.b', '/c', '/c/a_']) assert.equal(isBelow(place, '/c/a'), false, place)
})

suite('a process is seen', { skip: processesBelow('/') === null }, () => {
  const WAIT = 'setInterval(() => {}, 1000); console.log(1)'

  async function during(folder: string, args: readonly string[], cwd: string, program = process.execPath) {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      await once(child.stdout, 'data')
      return processesBelow(folder)?.find(({ pid }) => pid === child.pid)
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }

  test('by its working folder, an open file, and its arguments', async () => {
    using place = temporaryFolder()
    const inside = join(place.path, 'temp_git_1_x')
    mkdirSync(inside)
    writeFileSync(join(inside, 'open'), '')
    const open = `require('fs').openSync(${JSON.stringify(join(inside, 'open'))}); ${WAIT}`
    const CASES: [string[], string, string][] = [
      [['-e', WAIT], inside, inside],
      [['-e', `// ${inside}/arg\n${WAIT}`], '/', inside],
      [['-e', open.replace(inside, join(place.path, 'link'))], '/', join(inside, 'open')],
    ]
    symlinkSync(inside, join(place.path, 'link'))
    for (const [args, cwd, at] of CASES) {
      const found = await during(place.path, args, cwd)
      assert.ok(
        found?.places.some((one) => isBelow(one, at)),
        JSON.stringify([args, found]),
      )
      assert.ok(Math.abs((found?.began ?? 0) - Date.now()) < 60_000)
    }
    assert.equal(await during(place.path, ['-e', WAIT], '/'), undefined)
  })

  test('when it is a Claude Code, wherever it works', async () => {
    using place = temporaryFolder()
    const program = join(place.path, 'claude')
    copyFileSync(process.execPath, program)
    const found = await during(join(place.path, 'elsewhere'), ['-e', WAIT], '/', program)
    assert.equal(found?.isClaude, true)
    assert.deepEqual(found?.places, [])
  })
})
