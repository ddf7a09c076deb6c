import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change, Component, Driver, Mode, Part } from '../../server/reload/types.ts'
import { verdictFor, verdictOf } from '../../server/reload/verdict.ts'
import { basisOf } from '../../server/reload/versions.ts'

const BASES: [version: string, basis: string, measured: boolean][] = [
  ['2.1.329', '2.1.329', true],
  ['2.1.329 (Claude Code)', '2.1.329', true],
  ['v2.1.100', '2.1.100', true],
  ['2.1.330', '2.1.329', false],
  ['9.0.0', '2.1.329', false],
  ['2.1.328', '2.1.197', false],
  ['2.1.198', '2.1.197', false],
  ['2.1.152', '2.1.150', false],
  ['2.1.101', '2.1.100', false],
  ['2.1.99', '2.1.63', false],
  ['2.1.69', '2.1.63', false],
  ['2.0.75', '2.0.74', false],
  ['2.0.1', '2.0.74', false],
  ['0.2.9', '2.0.74', false],
  ['2.1.329-beta.1', '2.1.197', false],
  ['', '2.1.329', false],
  ['latest', '2.1.329', false],
  ['9'.repeat(5_000), '2.1.329', false],
]

for (const [version, basis, measured] of BASES) {
  test(`${version.slice(0, 30) || 'no version'} takes the rules of ${basis}${measured ? '' : ' and says so'}`, () => {
    const verdict = verdictOf(
      { component: 'skill', change: 'edited' },
      { version, mode: 'cached', driver: 'interactive' },
    )
    assert.deepEqual([verdict.basis, verdict.measured], [basis, measured])
    assert.equal(basisOf(version), basis)
  })
}

type Row = [Component, Change, Mode, Driver, version: string, remedy: string, source: string, part?: Part]

const VERDICTS: Row[] = [
  ['skill', 'edited', 'cached', 'interactive', '2.1.329', '/reload-skills', 'measured'],
  ['skill', 'edited', 'cached', 'interactive', '2.1.180', '/reload-plugins', 'measured'],
  ['skill', 'edited', 'cached', 'interactive', '2.1.69', 'new session', 'measured'],
  ['skill', 'description', 'cached', 'interactive', '2.1.69', '/clear', 'measured'],
  ['skill', 'edited', 'cached', 'interactive', '2.1.63', '/clear', 'measured', 'Skill tool'],
  ['skill', 'removed', 'project', 'headless', '2.1.329', 'wait', 'measured'],
  ['command', 'edited', 'skills-dir', 'headless', '2.1.329', 'wait', 'measured'],
  ['command', 'edited', 'skills-dir', 'interactive', '2.1.329', 'wait', 'inferred'],
  ['command', 'removed', 'cached', 'interactive', '2.1.329', '/reload-skills', 'inferred'],
  ['agent', 'description', 'in-place', 'interactive', '2.1.329', '/reload-plugins, then /clear', 'measured'],
  ['agent', 'description', 'in-place', 'interactive', '2.1.150', 'new session', 'measured'],
  ['agent', 'description', 'project', 'headless', '2.1.329', '/reload-skills, then /clear', 'measured'],
  ['agent', 'description', 'project', 'interactive', '2.1.329', '/clear', 'measured'],
  ['agent', 'edited', 'plugin-dir', 'headless', '2.1.270', 'new session', 'inferred'],
  ['hook script', 'edited', 'in-place', 'headless', '2.1.329', 'none', 'measured'],
  ['hook script', 'added', 'in-place', 'headless', '2.1.329', 'none', 'inferred'],
  ['hook config', 'edited', 'cached', 'interactive', '2.1.329', '/reload-plugins', 'measured'],
  ['MCP config', 'edited', 'cached', 'interactive', '2.1.329', '/reload-plugins', 'measured'],
  ['MCP config', 'edited', 'cached', 'headless', '2.1.329', 'new session', 'measured'],
  ['MCP server code', 'edited', 'cached', 'interactive', '2.1.329', 'new session', 'inferred'],
  ['MCP server code', 'edited', 'in-place', 'interactive', '2.1.329', 'new session', 'measured'],
  ['output style', 'edited', 'cached', 'interactive', '2.1.197', '/reload-plugins, then /clear', 'measured'],
  ['output style', 'edited', 'project', 'interactive', '2.1.329', 'new session', 'measured'],
  ['CLAUDE.md', 'edited', 'project', 'interactive', '2.1.329', 'none', 'measured'],
  ['CLAUDE.md', 'edited', 'project', 'headless', '2.1.329', '/clear', 'measured'],
  ['CLAUDE.md', 'edited', 'project', 'headless', '2.1.100', 'new session', 'measured'],
  ['CLAUDE.md', 'edited', 'cached', 'interactive', '2.1.329', 'none', 'documented'],
  ['rules', 'added', 'project', 'interactive', '2.1.329', '/clear', 'measured'],
  ['settings', 'edited', 'project', 'interactive', '2.1.329', 'wait', 'measured'],
  ['settings', 'edited', 'project', 'interactive', '2.1.329', 'new session', 'measured', 'read at start'],
  ['settings', 'edited', 'project', 'interactive', '2.1.329', '/reload-plugins', 'documented', 'enabledPlugins'],
  ['LSP config', 'edited', 'cached', 'interactive', '2.1.329', '/reload-plugins', 'documented'],
  ['monitors', 'edited', 'cached', 'interactive', '2.1.329', 'new session', 'documented'],
  ['executable', 'edited', 'cached', 'interactive', '2.1.329', 'none', 'inferred'],
  ['dependencies', 'edited', 'cached', 'interactive', '2.1.329', 'none', 'inferred'],
  ['other', 'removed', 'cached', 'interactive', '2.1.329', 'none', 'inferred'],
]

for (const [component, change, mode, driver, version, remedy, source, part] of VERDICTS) {
  test(`${component}${part ? ` (${part})` : ''} ${change}, ${mode}, ${driver}, ${version}: ${remedy}, ${source}`, () => {
    const { rule } = verdictOf({ component, change, ...(part && { part }) }, { version, mode, driver })
    assert.deepEqual([rule.remedy.join(', then '), rule.source], [remedy, source])
  })
}

test('a server can be reconnected instead of starting a new session, where that was measured', () => {
  const insteadFor = (version: string, driver: Driver) =>
    verdictOf({ component: 'MCP server code', change: 'edited' }, { version, mode: 'cached', driver }).rule.instead
  assert.deepEqual(insteadFor('2.1.329', 'interactive'), ['/mcp reconnect'])
  assert.equal(insteadFor('2.1.329', 'headless'), null)
  assert.equal(insteadFor('2.1.197', 'interactive'), null)
})

test('a file whose description and text changed needs what both need', () => {
  const agent = (description: string, text: string) => `---\nname: a\ndescription: ${description}\n---\n${text}\n`
  const remedyOf = (before: string | undefined, after: string | undefined, mode: Mode) =>
    verdictFor('agent', before, after, { version: '2.1.329', mode, driver: 'interactive' })?.rule.remedy.join(', then ')
  assert.equal(remedyOf(agent('a', 'a'), agent('b', 'b'), 'cached'), '/reload-plugins, then /clear')
  assert.equal(remedyOf(agent('a', 'a'), agent('a', 'b'), 'cached'), '/reload-plugins')
  assert.equal(remedyOf(agent('a', 'a'), agent('b', 'b'), 'skills-dir'), '/reload-plugins, then /clear')
  assert.equal(remedyOf(agent('a', 'a'), agent('b', 'b'), 'project'), '/clear')
  assert.equal(remedyOf(agent('a', 'a'), agent('a', 'b'), 'project'), 'wait')
  assert.equal(remedyOf(undefined, agent('a', 'a'), 'project'), 'wait')
  assert.equal(remedyOf(agent('a', 'a'), agent('a', 'a'), 'project'), undefined)
})
