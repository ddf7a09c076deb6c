import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { GROUPS } from '../../server/autoload/groups.ts'
import { groupsWith } from '../../server/autoload/groups-file.ts'
import { detectIntent } from '../../server/autoload/intent.ts'
import { makeLexicon } from '../../server/autoload/make-lexicon.ts'
import { readGroups } from '../../server/autoload/read-groups.ts'
import { temporaryFolder } from '../support/temporary.ts'

const groupsOf = (yaml: string, prompt: string) => {
  const { groups, problems } = groupsWith(yaml, GROUPS)
  assert.deepEqual(problems, [])
  return detectIntent(prompt, makeLexicon(groups))
}

test('a group of the file is one like the others', () => {
  const yaml =
    'video:\n  title: Video\n  plugins: [cutter@studio]\n  prompt:\n    strong: [ffmpeg, mux|remux .. video]\n'
  const { plugins, ids } = groupsOf(yaml, 'remux the holiday videos')
  assert.deepEqual([plugins, ids], [['video'], ['cutter@studio']])
  assert.deepEqual(groupsOf(yaml, 'deploy to aws').plugins, ['infra'])
})

test('plugins take the place of the own ones, signals are added, `without` takes away', () => {
  const yaml = 'k8s:\n  plugins: [ours@home]\n  prompt:\n    strong: [borg]\n    without: [minikube]\n'
  assert.deepEqual(groupsOf(yaml, 'the borg is down').ids, ['ours@home'])
  assert.deepEqual(groupsOf(yaml, 'kubernetes').ids, ['ours@home'])
  assert.deepEqual(groupsOf(yaml, 'minikube').plugins, [])
})

test('an empty file, or only comments, changes nothing', () => {
  for (const yaml of ['', '# nothing\n', '---\n'])
    assert.deepEqual(groupsWith(yaml, GROUPS), { groups: GROUPS, problems: [] })
})

describe('a fault leaves the defaults in force and is said with its line', () => {
  /** [file, line, what is said] */
  const FAULTS: readonly (readonly [string, number | undefined, RegExp])[] = [
    [
      'release:\n  plugin: [a@b]\n',
      2,
      /^release: plugin is not known here\. Known are title, plugins, prompt, project\.$/,
    ],
    ['release:\n  plugins:\n    - a@b\n    - nonsense\n', 4, /name@marketplace/],
    ['release:\n  plugins: ["--settings=x@y"]\n', 2, /name@marketplace/],
    ['x: {prompt: {strong: [".."]}}', 1, /begins and ends with a word/],
    ['x:\n  prompt:\n    strong:\n      - ok\n      - "@do"\n', 5, /needs a word besides/],
    ['x:\n  prompt:\n    strong: docker\n', 3, /must be a list/],
    ['x:\n  project:\n    - kind: magic\n', 3, /file, folder, content or dependency/],
    ['Bad Name: {}\n', 1, /small letters/],
    ['a: [\n', 2, /^This is not YAML/],
    ['x: {}\nx: {}\n', 2, /must be unique/],
    ['- a\n', 1, /groups by name/],
    ['a: &a {title: b}\nc: *a\n', undefined, /Alias/],
    [`${'['.repeat(1000)}`, undefined, /nested deeper/],
    [`${Array.from({ length: 50 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}`, undefined, /nested deeper/],
    [`# ${'x'.repeat(300_000)}`, undefined, /larger than 256 KB/],
    ['x: {title: "a\\u0000b"}', 1, /cannot be seen/],
  ]
  for (const [yaml, line, said] of FAULTS)
    test(JSON.stringify(yaml.slice(0, 60)), () => {
      const { groups, problems } = groupsWith(yaml, GROUPS)
      assert.equal(groups, GROUPS)
      assert.match(problems[0]?.message ?? '', said)
      assert.equal(problems[0]?.line, line)
    })
})

test('__proto__ and its like are no groups', () => {
  for (const yaml of ['__proto__: {title: x}', 'constructor: {}']) {
    groupsWith(yaml, GROUPS)
    assert.equal(({} as Record<string, unknown>).title, undefined)
  }
})

test('only the file in the state folder is read; a folder in its place is a problem', () => {
  using state = temporaryFolder()
  assert.deepEqual(readGroups(state.path), { groups: GROUPS, problems: [] })
  writeFileSync(join(state.path, 'groups.yaml'), 'mine: {prompt: {strong: [zzz]}}')
  assert.equal(readGroups(state.path).groups.at(-1)?.name, 'mine')
  const other = join(state.path, 'other')
  mkdirSync(join(other, 'groups.yaml'), { recursive: true })
  const { groups, problems } = readGroups(other)
  assert.equal(groups, GROUPS)
  assert.equal(problems.length, 1)
})
