import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { comparePair } from '../../server/trees/pair.ts'
import { temporaryFolder } from '../support/temporary.ts'

const INSTALLED = Date.now() - 60_000

/** A checkout whose commit was installed a minute ago, before anything was edited. */
function installed(root: string) {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: join(root, 'source'),
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: '1' },
    })
  for (const side of ['source', 'loaded']) {
    mkdirSync(join(root, side, 'plugin'), { recursive: true })
    for (const name of ['one.md', 'two.md', 'three.md']) {
      writeFileSync(join(root, side, 'plugin', name), `${name}\n`)
      utimesSync(join(root, side, 'plugin', name), INSTALLED / 1000 - 1, INSTALLED / 1000 - 1)
    }
  }
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'First version')
  return git('rev-parse', 'HEAD').trim()
}

function editedIn(root: string, commit: string | null) {
  const at = (side: string) => join(root, side, 'plugin')
  const pair = { key: 'voice@lab', source: at('source'), loaded: at('loaded'), installedAt: INSTALLED, commit }
  return Object.fromEntries(comparePair(pair).deltas.map(({ path, edited }) => [path, edited]))
}

test('the installed commit tells an edit on both sides from one of the loaded copy alone', () => {
  using folder = temporaryFolder()
  const commit = installed(folder.path)
  const edit = (side: string, name: string) => writeFileSync(join(folder.path, side, 'plugin', name), `${side}\n`)
  edit('source', 'one.md')
  edit('loaded', 'two.md')
  edit('source', 'three.md')
  edit('loaded', 'three.md')
  assert.deepEqual(editedIn(folder.path, commit), { 'one.md': 'source', 'three.md': 'both', 'two.md': 'cache' })
})

test('without a commit that git knows, time alone decides', () => {
  using folder = temporaryFolder()
  installed(folder.path)
  for (const side of ['source', 'loaded']) writeFileSync(join(folder.path, side, 'plugin', 'one.md'), `${side}\n`)
  for (const commit of [null, '0123456789abcdef0123456789abcdef01234567', '--output=x', ''])
    assert.deepEqual(editedIn(folder.path, commit), { 'one.md': 'cache' })
})
