import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { suite, test } from 'node:test'
import type { Marketplace } from '../../server/claude/types.ts'
import { readFrontmatter } from '../../server/doctor/frontmatter.ts'
import { isMatched, meaningOf } from '../../server/doctor/hooks/matcher.ts'
import { checkSyntax } from '../../server/doctor/hooks/syntax.ts'
import { marketplaceTarget, pluginTarget } from '../../server/doctor/packaging/targets.ts'
import { lineOfPath } from '../../server/doctor/packaging/text-lines.ts'
import { json, lab, SOURCE } from '../support/lab.ts'
import { signIn, testPanel } from '../support/panel.ts'

suite('a frontmatter that means harm', () => {
  test('has aliases that lie in themselves, or goes on for ever inwards', () => {
    const read = (yaml: string) => JSON.stringify(readFrontmatter(`---\n${yaml}\n---\n`).fields)
    assert.equal(read('name: &a [x, *a]'), '{"name":["x",null]}')
    assert.equal(read('hooks: &a\n  Stop: *a'), '{"hooks":{"Stop":null}}')
    assert.equal(read(`x: ${'['.repeat(120)}${']'.repeat(120)}`), `{"x":${'['.repeat(99)}null${']'.repeat(99)}}`)
  })

  test('has values that are no YAML, with spaces at the end and in between', () => {
    const { fields } = readFrontmatter(`---\nname: x${' '.repeat(60_000)}y: [ \t\ndescription: }\n---\n`)
    assert.deepEqual(fields, { name: `x${' '.repeat(60_000)}y: [`, description: '}' })
  })
})

suite('the program is not asked about', () => {
  const PLUGIN = { 'plugin/.claude-plugin/plugin.json': '{"name": "voice"}', 'plugin/hooks/a.json': '{}' }

  test('a plugin with a pipe or a device among what it would read', () => {
    using place = testPanel(PLUGIN)
    const target = () => pluginTarget({ root: place.at('plugin') })
    assert.notEqual(target(), null)
    symlinkSync('/dev/null', place.at('plugin/logo.png'))
    assert.notEqual(target(), null)
    execFileSync('mkfifo', [place.at('plugin/hooks/hooks.json')])
    assert.equal(target(), null)
  })

  test('a marketplace whose plugin is described by a device; a link in a circle does no harm', () => {
    using place = testPanel({ 'lab/.claude-plugin/marketplace.json': '{}', 'lab/voice/.claude-plugin/x': '' })
    const source = { kind: 'relative', path: './voice' }
    const where = { present: true, folder: place.at('lab'), catalogue: place.at('lab/.claude-plugin/marketplace.json') }
    const target = () => marketplaceTarget({ ...where, entries: [{ source }] } as unknown as Marketplace)
    const manifest = place.at('lab/voice/.claude-plugin/plugin.json')
    symlinkSync('plugin.json', manifest)
    assert.notEqual(target(), null)
    execFileSync('ln', ['-sfn', '/dev/zero', manifest])
    assert.equal(target(), null)
  })
})

test('what is nested without an end has a line all the same', () => {
  assert.equal(lineOfPath('\n{"a":'.repeat(100_000), ['a', 'a']), 1)
})

test('a matcher that takes too long, or is too large to be used, is not judged, and not tried again', () => {
  for (const matcher of ['((\\w|\\w|\\w|\\w|\\w)*)*!', 'x{100000000}y{1000000}', '(x{1000}){100000}'])
    for (const name of ['EnterWorktree', 'ExitWorktree'])
      assert.notEqual(isMatched(meaningOf('PreToolUse', matcher), name), true)
  assert.equal(isMatched(meaningOf('PreToolUse', '(mcp__.*)*(Write|Edit).*'), 'Write'), true)
})

test('hundreds of scripts do not keep the others waiting', async () => {
  const check = (_: unknown, index: number) =>
    checkSyntax(
      { text: `echo ${index}`, path: `/x/${index}.sh`, word: 'sh', interpreter: '/bin/sh', root: null },
      { searchPath: '/usr/bin:/bin' },
    )
  const states = (await Promise.all(Array.from({ length: 70 }, check))).map(({ state }) => state)
  assert.deepEqual([states[0], states[69]], ['ok', 'not checked'])
})

test('names that every object has, links in a circle and huge files leave the pages as they are', async () => {
  const hook = (type: string) => [{ hooks: [{ type, command: 'x' }] }]
  using place = lab({
    [`${SOURCE}/hooks/hooks.json`]: json({ hooks: { constructor: hook('constructor'), Stop: hook('toString') } }),
    [`${SOURCE}/skills/one/x`]: '',
    'project/.claude/settings.json': `{"hooks": {"Stop": [${'{},'.repeat(750_000)}{}]}}`,
  })
  symlinkSync('SKILL.md', place.at(`${SOURCE}/skills/one/SKILL.md`))
  place.panel.store.link('voice@lab', place.at(SOURCE))
  place.panel.survey.lookAgain()
  const leave = place.panel.doctor.attend()
  await place.panel.doctor.diagnose()
  const headers = { cookie: await signIn(place) }
  const show = async (path: string) => {
    const answer = await place.request(path, { headers })
    const page = await answer.text()
    assert.equal(answer.status, 200, path + page.replaceAll(/<[^>]*>/g, ' '))
    return page
  }
  const pages = [await show('/hooks'), await show('/skills?plugin=constructor'), await show('/skills')].join()
  const addresses = new Set(
    [...pages.matchAll(/href="(\/(?:hooks|skills)\/[0-9a-f]{12})"/g)].map(([, path = '']) => path),
  )
  assert.ok([...addresses].filter((path) => path.startsWith('/hooks')).length >= 2)
  for (const path of addresses) await show(path)
  assert.match(await show('/doctor'), /It is not known what Claude Code makes of it/)
  leave()
})
