import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { suite, test } from 'node:test'
import { updateInstructions } from '../../server/loading/instructions.ts'
import { undoAction } from '../../server/plugins/undo.ts'
import { type TestPanel, testPanel } from '../support/panel.ts'

const FILE = 'project/CLAUDE.md'
const write = { dryRun: false }
const OURS = Buffer.from('# Ours\r\n\r\nPrüfe alles. \u{1f600}\r\n')

const bytes = ({ at }: TestPanel) => readFileSync(at(FILE))

suite('update-instructions', () => {
  test('writes the section once, leaves every other byte, and can be undone', async () => {
    using place = testPanel()
    writeFileSync(place.at(FILE), OURS, { mode: 0o640 })
    const first = await updateInstructions(place.panel, '.', write)
    assert.deepEqual([first.state, first.done, first.file], ['absent', true, place.at(FILE)])
    assert.ok(bytes(place).subarray(0, OURS.length).equals(OURS))
    assert.match(bytes(place).toString(), /\r\n\| frontend \| .* \| `hotplug load-plugins frontend` \|\r\n/)
    assert.equal(statSync(place.at(FILE)).mode & 0o777, 0o640)
    assert.deepEqual(readdirSync(place.at('project')), ['CLAUDE.md'])
    assert.deepEqual(readdirSync(place.at('state/aside')), [])

    const before = stampOf(place.at(FILE))
    const second = await updateInstructions(place.panel, '.', write)
    assert.deepEqual([second.state, second.done, second.action], ['current', false, null])
    assert.deepEqual(stampOf(place.at(FILE)), before)

    const { message } = await undoAction(place.panel, first.action)
    assert.match(message, /Undid “Extended .*CLAUDE\.md with the groups of plugins”/)
    assert.ok(bytes(place).equals(OURS))
  })

  test('makes the file where there is none, and undo takes it away', async () => {
    using place = testPanel()
    const { state, done } = await updateInstructions(place.panel, place.at('project'), write)
    assert.deepEqual([state, done], ['absent', true])
    assert.ok(bytes(place).toString().startsWith('<!-- hotplug:groups:begin -->\n'))
    await undoAction(place.panel, null)
    assert.equal(existsSync(place.at(FILE)), false)
  })

  test('refreshes what is old, and leaves out groups that are off', async () => {
    using place = testPanel()
    const old = 'a\n<!-- hotplug:groups:begin -->\nold\n<!-- hotplug:groups:end -->\nb'
    place.write({ [FILE]: old })
    place.panel.store.autoload.choose({ group: 'jira', state: 'off', plugins: [], instead: null })
    const { state } = await updateInstructions(place.panel, '.', write)
    assert.equal(state, 'present')
    const text = bytes(place).toString()
    assert.match(text, /^a\n<!-- hotplug:groups:begin -->\n## /)
    assert.match(text, /\n<!-- hotplug:groups:end -->\nb$/)
    assert.match(text, /\| release \|/)
    assert.doesNotMatch(text, /\| jira \|/)
  })

  test('a dry run shows the difference and writes nothing', async () => {
    using place = testPanel()
    writeFileSync(place.at(FILE), OURS)
    const { state, done, diff } = await updateInstructions(place.panel, '.', { dryRun: true })
    assert.deepEqual([state, done], ['absent', false])
    assert.match(diff, /^\+<!-- hotplug:groups:begin -->/m)
    assert.doesNotMatch(diff, /^-(?!--)/m)
    assert.ok(bytes(place).equals(OURS))
    assert.deepEqual(place.panel.store.actions(10), [])
  })

  test('is refused when the file changed since it was shown', async () => {
    using place = testPanel()
    writeFileSync(place.at(FILE), OURS)
    const { shown } = await updateInstructions(place.panel, '.', { dryRun: true })
    writeFileSync(place.at(FILE), 'something else')
    await assert.rejects(
      updateInstructions(place.panel, '.', { dryRun: false, shown }),
      /changed since this plan was shown/,
    )
    assert.equal(bytes(place).toString(), 'something else')
  })

  const REFUSED: readonly [says: string, make: (file: string) => void, why: RegExp][] = [
    ['a link', (file) => symlinkSync('AGENTS.md', file), /CLAUDE\.md is a link to AGENTS\.md, so nothing was written/],
    ['a folder', (file) => mkdirSync(file), /is not a file, so nothing was written/],
    ['one marker', (file) => writeFileSync(file, 'a\n<!-- hotplug:groups:begin -->\n'), /begin --> is there without/],
    ['two pairs', (file) => writeFileSync(file, PAIR + PAIR), /more than one/],
    ['Latin-1', (file) => writeFileSync(file, Buffer.from([0x50, 0xfc, 0x66])), /is not text in UTF-8/],
    ['UTF-16', (file) => writeFileSync(file, '\ufeffa', 'utf16le'), /is not text in UTF-8/],
    ['binary', (file) => writeFileSync(file, 'a\0b'), /is not text in UTF-8/],
    ['huge', (file) => writeHuge(file), /is larger than 1 MB/],
  ]
  for (const [says, make, why] of REFUSED) {
    test(`writes nothing over ${says}`, async () => {
      using place = testPanel()
      make(place.at(FILE))
      const before = stampOf(place.at(FILE))
      await assert.rejects(updateInstructions(place.panel, '.', write), why)
      assert.deepEqual(stampOf(place.at(FILE)), before)
      assert.deepEqual(readdirSync(place.at('project')), ['CLAUDE.md'])
      assert.deepEqual(place.panel.store.actions(10), [])
    })
  }

  test('writes nothing over what cannot be read', { skip: process.getuid?.() === 0 }, async () => {
    using place = testPanel()
    writeFileSync(place.at(FILE), OURS)
    chmodSync(place.at(FILE), 0)
    await assert.rejects(updateInstructions(place.panel, '.', write), /cannot be read/)
  })

  test('a folder that is not there, or is none, is told', async () => {
    using place = testPanel()
    place.write({ 'project/file': '' })
    await assert.rejects(updateInstructions(place.panel, 'nowhere', write), /nowhere cannot be read/)
    await assert.rejects(updateInstructions(place.panel, 'file', write), /file is not a folder/)
  })
})

const PAIR = '<!-- hotplug:groups:begin -->\n<!-- hotplug:groups:end -->\n'

/** Without the time it was read. */
function stampOf(file: string) {
  const { ino, size, mtimeMs, ctimeMs, mode } = lstatSync(file)
  return { ino, size, mtimeMs, ctimeMs, mode }
}

function writeHuge(file: string) {
  writeFileSync(file, '')
  truncateSync(file, 2 * 1024 * 1024 * 1024)
}
