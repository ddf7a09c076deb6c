import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { LARGEST_FILE } from '../../server/claude/json.ts'
import { installVoice, openScratch, readOnce, type Scratch } from './inventory-scratch.ts'

const INSTALLED = 'config/plugins/installed_plugins.json'
const KNOWN = 'config/plugins/known_marketplaces.json'
const SETTINGS = 'config/settings.json'
const CATALOGUE = 'lab/.claude-plugin/marketplace.json'
const MANIFEST = 'config/skills/here/.claude-plugin/plugin.json'
const FILES = [
  INSTALLED,
  KNOWN,
  SETTINGS,
  'project/.claude/settings.json',
  'managed/managed-settings.json',
  CATALOGUE,
  MANIFEST,
]

const deep = (levels: number) => `${'{"a":['.repeat(levels)}${']}'.repeat(levels)}`

/** What is wrong, how to make it so, and what is said about it, with the position where there is one. */
const DAMAGE: readonly [string, (file: string) => void, RegExp, { line: number; column: number }?][] = [
  ['empty', (file) => writeFileSync(file, ''), /is empty/],
  ['blank', (file) => writeFileSync(file, ' \n\t'), /is empty/],
  ['cut off', (file) => writeFileSync(file, '{\n  "version": 2,\n  "plug'), /is cut off/, { line: 3, column: 8 }],
  ['cut off in a word', (file) => writeFileSync(file, '{"a": tr'), /is cut off/, { line: 1, column: 9 }],
  ['a comma too many', (file) => writeFileSync(file, '{"a": 1,\n}'), /is not valid JSON: "}"/, { line: 2, column: 1 }],
  ['a comment', (file) => writeFileSync(file, '{\n// no\n}'), /is not valid JSON: "\/"/, { line: 2, column: 1 }],
  ['two values', (file) => writeFileSync(file, '{} {}'), /is not valid JSON/, { line: 1, column: 4 }],
  [
    'a line break in a string',
    (file) => writeFileSync(file, '{"a\n": 1}'),
    /is not valid JSON/,
    { line: 1, column: 4 },
  ],
  ['no JSON at all', (file) => writeFileSync(file, '#!/bin/sh\n'), /is not valid JSON: "#"/, { line: 1, column: 1 }],
  ['NUL characters', (file) => writeFileSync(file, Buffer.alloc(4096)), /is not valid JSON/, { line: 1, column: 1 }],
  ['not UTF-8', (file) => writeFileSync(file, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), /is not UTF-8/],
  ['UTF-16', (file) => writeFileSync(file, '\uFEFF{}', 'utf16le'), /is not UTF-8/],
  ['too large', (file) => truncateSync(touched(file), LARGEST_FILE + 1), /is larger than the (?:2|16) MiB/],
  [
    'nested too deeply',
    (file) => writeFileSync(file, deep(60)),
    /is nested more than 100 levels deep/,
    { line: 1, column: 301 },
  ],
  [
    'nested a million levels deep',
    (file) => writeFileSync(file, '['.repeat(1e6)),
    /is nested/,
    { line: 1, column: 101 },
  ],
  ['a list', (file) => writeFileSync(file, '[]'), /has/],
  ['a text', (file) => writeFileSync(file, '"{}"'), /has/],
  ['a number', (file) => writeFileSync(file, '2'), /has/],
  ['null', (file) => writeFileSync(file, 'null'), /has/],
  ['a folder in its place', (file) => mkdirSync(file), /is a folder, not a file/],
  ['a named pipe in its place', (file) => execFileSync('mkfifo', [file]), /is not a regular file/],
  ['a link to itself', (file) => symlinkSync(file, file), /is a link that leads back to itself/],
]

for (const file of FILES) {
  suite(`${file} that is`, () => {
    for (const [what, damage, message, position] of DAMAGE) {
      test(`${what} is a named problem, and the rest is shown`, () => {
        using scratch = furnished()
        rmSync(scratch.at(file), { force: true })
        damage(scratch.at(file))
        const before = everythingIn(scratch)

        const { plugins, marketplaces, problems } = readOnce(scratch)

        const problem = problems.find((each) => each.file === scratch.at(file))
        assert.match(problem?.message ?? 'no problem', message)
        if (position) assert.deepEqual({ line: problem?.line, column: problem?.column }, position)
        const shown = plugins.map(({ id }) => id)
        assert.equal(shown.includes('voice@lab'), file !== INSTALLED)
        assert.equal(shown.includes('here@skills-dir'), file !== MANIFEST)
        assert.equal(marketplaces.length, file === KNOWN ? 0 : 1)
        assert.deepEqual(everythingIn(scratch), before)
      })
    }

    test('missing is no problem', () => {
      using scratch = furnished()
      rmSync(scratch.at(file))
      assert.deepEqual(
        readOnce(scratch).problems.filter((problem) => problem.file === scratch.at(file)),
        [],
      )
    })

    test('a link to nothing is no problem', () => {
      using scratch = furnished()
      rmSync(scratch.at(file))
      symlinkSync('nowhere', scratch.at(file))
      assert.deepEqual(
        readOnce(scratch).problems.filter((problem) => problem.file === scratch.at(file)),
        [],
      )
    })
  })
}

suite('a byte order mark', () => {
  const withMark = (scratch: Scratch, file: string) =>
    writeFileSync(scratch.at(file), `\uFEFF${readFileSync(scratch.at(file), 'utf8')}`)

  for (const file of [SETTINGS, CATALOGUE, MANIFEST]) {
    test(`in ${file} is accepted, as Claude Code does`, () => {
      using scratch = furnished()
      withMark(scratch, file)
      const { plugins, problems } = readOnce(scratch)
      assert.deepEqual(problems, [])
      assert.deepEqual(
        plugins.map(({ id, enabled }) => [id, enabled]),
        [
          ['voice@lab', true],
          ['here@skills-dir', true],
        ],
      )
    })
  }

  for (const file of [INSTALLED, KNOWN]) {
    test(`in ${file} is a problem, for Claude Code does not read it, and what it holds is shown`, () => {
      using scratch = furnished()
      withMark(scratch, file)
      const { plugins, problems } = readOnce(scratch)
      assert.deepEqual(
        problems.map(({ line, column }) => [line, column]),
        [[1, 1]],
      )
      assert.match(problems[0]?.message ?? '', /byte order mark/)
      assert.equal(plugins[0]?.loaded.how, 'in-place')
    })
  }
})

test('a folder with nothing in it has nothing, and no problems', () => {
  using scratch = openScratch()
  const { plugins, marketplaces, cached, problems } = readOnce(scratch)
  assert.deepEqual([plugins, marketplaces, cached, problems], [[], [], [], []])
})

test('a folder that is not there has nothing, and no problems', () => {
  using scratch = openScratch()
  rmSync(scratch.root, { recursive: true })
  assert.deepEqual(readOnce(scratch).problems, [])
})

function furnished() {
  const scratch = openScratch()
  installVoice(scratch)
  scratch.write(MANIFEST, { name: 'here', version: '1.0.0' })
  scratch.write('project/.claude/settings.json', {})
  scratch.write('managed/managed-settings.json', {})
  return scratch
}

function touched(file: string) {
  writeFileSync(file, '')
  return file
}

/** Every name with its size and times. Reading must not change any of it. */
function everythingIn({ root }: Scratch) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const stats = lstatSync(join(root, path))
      return [path, stats.size, stats.mtimeMs, stats.ctimeMs]
    })
}
