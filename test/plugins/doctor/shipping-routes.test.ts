import assert from 'node:assert/strict'
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import type { CatalogueEntry, Marketplace, Plugin } from '../../../server/claude/types.ts'
import { routesOf } from '../../../server/plugins/doctor/shipping/routes.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { plugin } from '../../views/samples.ts'

const RELATIVE = { kind: 'relative', path: './voice' } as const
const REMOTE = { kind: 'github', location: 'acme/voice', path: null, ref: null, link: false } as const

/** `made`: folders and files below the root; what ends with a slash is a folder. */
function ways(
  made: readonly string[],
  by: NonNullable<Plugin['source']>['by'] | null,
  source: CatalogueEntry['source'] = RELATIVE,
  kind: Marketplace['kind'] = 'github',
) {
  using temporary = temporaryFolder()
  const root = realpathSync(temporary.path)
  mkdirSync(join(root, 'lab', 'voice'), { recursive: true })
  for (const path of made)
    if (path.endsWith('/')) mkdirSync(join(root, path), { recursive: true })
    else writeFileSync(join(root, path), '{}')
  const entry = { name: 'voice', version: null, description: null, category: null, keywords: [], tags: [], source }
  const marketplace = { name: 'lab', kind, folder: kind === 'directory' ? join(root, 'lab') : '/clone' } as Marketplace
  const over = { entry, source: by && { path: join(root, 'lab', 'voice'), by, why: '' } }
  const { routes, cannot } = routesOf(plugin('voice@lab', over), marketplace)
  return cannot?.sentence ?? routes.map(({ way, from, folder }) => `${way} ${from} ${folder.slice(root.length)}`)
}

const CATALOGUE = ['lab/.claude-plugin/', 'lab/.claude-plugin/marketplace.json']

suite('how a plugin gets to people', () => {
  test('from a directory as it is, and as it is committed where that is a repository', () => {
    assert.deepEqual(ways(CATALOGUE, 'directory', RELATIVE, 'directory'), ['directory marketplace /lab'])
    assert.deepEqual(ways([...CATALOGUE, 'lab/.git/'], 'directory', RELATIVE, 'directory'), [
      'directory marketplace /lab',
      'git marketplace /lab',
    ])
  })

  test('from a linked checkout of a git marketplace as it is committed first', () => {
    assert.deepEqual(ways([...CATALOGUE, 'lab/.git/'], 'link'), ['git marketplace /lab', 'directory marketplace /lab'])
  })

  test('from a repository of its own', () => {
    assert.deepEqual(ways(['lab/voice/.git/'], 'link', REMOTE), ['git alone /lab/voice'])
  })

  test('it is said where that is not known', () => {
    assert.match(String(ways([], null)), /No folder on this machine is known as its source/)
    assert.match(String(ways([], 'skills-dir')), /nobody installs it from here/)
    assert.match(String(ways([], 'link')), /it is not known how voice@lab gets to people/)
    assert.match(String(ways(['lab/.git/'], 'link', REMOTE)), /it is not known/, 'only a part of a repository')
  })
})
