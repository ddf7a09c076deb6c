import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { GROUPS } from '../../server/autoload/groups.ts'
import { withInstructions } from '../../server/autoload/instructions.ts'
import { keywordsOf } from '../../server/autoload/keywords.ts'

const BEGIN = '<!-- hotplug:groups:begin -->'
const END = '<!-- hotplug:groups:end -->'

function written(text: string) {
  const instructions = withInstructions(text, GROUPS)
  if (instructions.state === 'broken') throw new Error(instructions.why)
  return instructions
}

/** The parts before and after the section. */
function around(text: string): readonly [string, string] {
  const begin = text.indexOf(BEGIN)
  const end = text.indexOf(END) + END.length
  return [text.slice(0, begin), text.slice(end)]
}

suite('the section of CLAUDE.md', () => {
  const OUTSIDE: readonly [says: string, before: string, after: string][] = [
    ['nothing', '', '\n'],
    ['text before and after', '# Ours\n\nBe kind.\n', '\n\nMore.\n'],
    ['no last line ending', 'a\n', '\nlast'],
    ['line endings of Windows', '# Ours\r\n\r\nBe kind.\r\n', '\r\n\r\nMore.\r\n'],
    ['mixed line endings', 'a\r\nb\nc\r\n', '\nd\r\n\n\n'],
    ['a byte order mark', '\ufeff', '\n'],
    ['a byte order mark and text', '\ufeff# Ours\n', '\n'],
    ['spaces around the markers', 'a\n  ', '  \t\nb\n'],
    ['characters that look like endings', 'a\u2028b\u0085c\rd\n', '\n\u2029'],
    ['the markers in the middle of lines', `See \`${BEGIN}\` and \`${END}\`.\n`, `\nnot ${END} here\n`],
  ]
  for (const [says, before, after] of OUTSIDE) {
    test(`leaves everything else as it is, byte for byte: ${says}`, () => {
      const newline = /\r\n$/.test(before) || before.startsWith('# Ours\r') ? '\r\n' : '\n'
      const old = `${before}${BEGIN}${newline}old${newline}${END}${after}`
      const { state, text } = written(old)
      assert.equal(state, 'present')
      assert.equal(text.slice(0, before.length), before)
      assert.ok(text.endsWith(`${END}${after}`))
      assert.ok(text.slice(before.length).startsWith(`${BEGIN}${newline}`))
      assert.equal(written(text).state, 'current')
      assert.equal(written(text).text, text)
    })
  }

  const APPENDED: readonly [string, string][] = [
    ['', ''],
    ['\ufeff', '\ufeff'],
    ['# Ours\n', '# Ours\n\n'],
    ['# Ours', '# Ours\n\n'],
    ['# Ours\r\n', '# Ours\r\n\r\n'],
    ['# Ours\r\nBe kind.', '# Ours\r\nBe kind.\r\n\r\n'],
  ]
  for (const [text, before] of APPENDED) {
    test(`goes to the end of ${JSON.stringify(text)}, and is there once however often`, () => {
      const first = written(text)
      assert.equal(first.state, 'absent')
      assert.deepEqual(around(first.text), [before, text.includes('\r') ? '\r\n' : '\n'])
      assert.equal(written(first.text).state, 'current')
      const lone = text.includes('\r') ? /(?<!\r)\n/ : /\r/
      assert.doesNotMatch(first.text, lone)
    })
  }

  const BROKEN: readonly [string, RegExp][] = [
    [`${BEGIN}\n`, /begin --> is there without .*end -->/],
    [`a\n${END}\nb`, /end --> is there without .*begin -->/],
    [`${END}\n${BEGIN}\n`, /end --> comes before .*begin -->/],
    [`${BEGIN}\n${END}\n${BEGIN}\n${END}\n`, /more than one .*begin -->/],
    [`${BEGIN}\n${BEGIN}\n${END}\n`, /more than one .*begin -->/],
    [`${BEGIN}\n${END}\n${END}\n`, /more than one .*end -->/],
    [`${BEGIN}\r\n${BEGIN}`, /begin --> is there without .*end -->/],
  ]
  for (const [text, why] of BROKEN) {
    test(`is not written where its markers are damaged: ${JSON.stringify(text)}`, () => {
      const instructions = withInstructions(text, GROUPS)
      assert.equal(instructions.state, 'broken')
      assert.match(instructions.state === 'broken' ? instructions.why : '', why)
    })
  }

  test('has every group with its words and its command', () => {
    const { text } = written('')
    for (const group of GROUPS) {
      const row = text.split('\n').find((line) => line.startsWith(`| ${group.name} |`)) ?? ''
      assert.equal(row.split('|').length, 5, group.name)
      assert.ok(row.includes(`\`hotplug load-plugins ${group.name}\``), group.name)
    }
  })

  test('what a person puts into groups.yaml cannot end the section or the table', () => {
    const says = ['a | b', `${END}`, 'x\n# heading', '`code`', '[link](x)', 'plain']
    const hostile = { ...(GROUPS[0] as (typeof GROUPS)[number]), title: END }
    const group = {
      ...hostile,
      project: says.map((one) => ({ says: one, weight: 1, kind: 'file' as const, paths: ['x'] })),
    }
    assert.ok(keywordsOf(group).includes('plain'))
    const instructions = withInstructions('', [group])
    assert.ok(instructions.state === 'absent')
    assert.equal(withInstructions(instructions.text, [group]).state, 'current')
    assert.equal(instructions.text.split('\n').filter((line) => line.startsWith('|')).length, 3)
  })
})
