import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PluginModel } from '../../server/plugins/types.ts'
import { planPage } from '../../views/plan.ts'
import { pluginPage } from '../../views/plugin.ts'
import * as samples from './samples.ts'

const files = [
  samples.fileRow('hooks/hooks.json', 'added'),
  samples.fileRow('skills/speak/SKILL.md', 'modified'),
  samples.fileRow('skills/speak/voices/alloy.json'),
]
const [, skill = samples.fileRow('x')] = files
const query: PluginModel['query'] = {
  file: skill.path,
  view: 'unified',
  state: 'changed',
  component: 'all',
  sort: null,
}
const draw = (over: Partial<PluginModel> = {}, alert?: string) =>
  String(pluginPage(samples.pluginModel({ files, query, ...over }), alert))

/** A plan that takes nothing away. */
const harmless = () => samples.plan(samples.syncOfThree().operations.filter((operation) => operation.do !== 'remove'))

test('the one primary button is named by what it does and sends the plan', () => {
  const page = draw({ plan: harmless() })
  assert.equal(page.match(/data-primary/g)?.length, 1)
  const [form = ''] = page.match(/<form method="post" action="\/plugins\/voice@lab\/sync"[\s\S]*?<\/form>/) ?? []
  assert.match(form, /name="plan" value="a1b2c3d4[0-9a-f]{56}"/)
  assert.match(form, /name="back" value="plugin"/)
  assert.match(form, /data-primary>Sync 3 files<\/button>/)
})

test('where something would be lost, the plan has to be seen first', () => {
  const overwriting = { ...harmless(), warnings: samples.planWithEverything().warnings }
  for (const plan of [samples.syncOfThree(), overwriting]) {
    const page = draw({ plan })
    assert.doesNotMatch(page, /name="plan"/)
    assert.match(page, /<a class="button primary" data-primary href="\/plugins\/voice@lab\/sync">/)
  }
})

test('the steps come in order, ours as a button and those of Claude Code as commands to copy', () => {
  const [steps = ''] = draw({ plan: harmless() }).match(/<ol class="steps"[\s\S]*?<\/ol>/) ?? []
  assert.ok(steps.indexOf('Sync 3 files') < steps.indexOf('/reload-plugins'))
  assert.match(steps, /<button type="button" class="chip" data-copy title="Copy">\/reload-plugins<\/button>/)
})

test('what is read in place is not offered for syncing', () => {
  const plugin = samples.plugin('voice@lab', { loaded: { ...samples.cached('voice', 'lab'), how: 'in-place' } })
  const status = samples.status('voice@lab', 'live', { plugin, sentence: 'Live · in place' })
  const page = draw({ status, plan: null })
  assert.match(page, /reads this folder itself: there is nothing to sync/)
  assert.doesNotMatch(page, /data-primary/)
})

test('the tree shows what differs, with its state and what the session needs', () => {
  const page = draw()
  assert.match(page, /title="modified">M<\/abbr><code>SKILL\.md<\/code><em>\/reload-plugins<\/em>/)
  assert.match(page, /title="added: only the source has it">A<\/abbr><code>hooks\.json<\/code>/)
  assert.doesNotMatch(page, /alloy\.json/)
  assert.match(draw({ query: { ...query, state: 'all' } }), /alloy\.json/)
  assert.match(page, /aria-current="true"><abbr title="modified">/)
})

test('a chosen file says why it matters, what to do and what that rests on', () => {
  const page = draw({ chosen: { row: skill, patch: samples.patch(skill.path, 'one\n', 'two\n') } })
  assert.match(page, /Claude Code keeps the text of a skill from when its plugins were loaded\./)
  assert.match(
    page,
    /<details class="evidence"[\s\S]*skill-body[\s\S]*measured, high confidence[\s\S]*Measured with 2\.1\.150/,
  )
  const taken = { ...skill, verdict: samples.verdict({}, { measured: false, basis: '2.1.197' }) }
  assert.match(
    draw({ chosen: { row: taken, patch: samples.patch(skill.path, '', 'two\n') } }),
    /this version was not measured, <code>2\.1\.197<\/code> was taken/,
  )
})

test('files can be listed by their latest edit, with its time; where they are read in place that is how they come', () => {
  const at = (path: string, mtimeMs: number) => ({ ...samples.fileRow(path), mtimeMs })
  const some = [at('a.md', samples.NOW - 9e6), at('skills/b.md', samples.NOW - 1e6)]
  const namesIn = (page: string) =>
    [...page.matchAll(/data-row[\s\S]*?<code>(.*?)<\/code>[\s\S]*?<\/a>/g)].map(([row, name]) => [
      name,
      row.includes('<time'),
    ])
  const all = { ...query, file: null, state: 'all' } as const
  const latest = [
    ['skills/b.md', true],
    ['a.md', true],
  ]
  assert.deepEqual(namesIn(draw({ files: some, query: { ...all, sort: 'edited' } })), latest)
  assert.deepEqual(namesIn(draw({ files: some, query: all })), [
    ['b.md', false],
    ['a.md', false],
  ])
  const plugin = samples.plugin('voice@lab', { loaded: { ...samples.cached('voice', 'lab'), how: 'in-place' } })
  const status = samples.status('voice@lab', 'live', { plugin })
  assert.deepEqual(namesIn(draw({ files: some, status, query: all })), latest)
  assert.deepEqual(namesIn(draw({ files: some, status, query: { ...all, sort: 'path' } }))[0], ['b.md', false])
})

test('dependencies are installed again only where they are not what the lockfile says', () => {
  const stale = draw({ dependencies: { state: 'stale', sentence: 'Its node_modules are not what they should be.' } })
  assert.match(
    stale,
    /Out of date<\/span> Its node_modules are not what they should be\.[\s\S]*Run npm ci --ignore-scripts/,
  )
  const quiet = draw({ dependencies: { state: 'as-locked', sentence: 'All is well.' } })
  assert.match(quiet, /All is well\./)
  assert.doesNotMatch(quiet, /npm ci/)
  assert.doesNotMatch(draw({ dependencies: null }), /Dependencies/)
})

test('a disabled plugin says how to enable it', () => {
  const plugin = samples.plugin('voice@lab', { enabled: false })
  const page = draw({ status: samples.status('voice@lab', 'not-loaded', { plugin, steps: [] }), plan: null })
  assert.match(page, /\/plugin enable voice@lab<\/button>/)
})

test('a file that is gone is said to be gone', () => {
  assert.match(draw({ query: { ...query, file: 'gone.md' } }), /There is no file <code>gone\.md<\/code> any more/)
})

test('a thousand files make a page that can be read', () => {
  const many = Array.from({ length: 1000 }, (_, index) =>
    samples.fileRow(`skills/skill-${index % 120}/file-${index}.md`, index >= 990 ? 'modified' : 'same'),
  )
  const page = draw({ files: many, query: { ...query, state: 'all' } })
  assert.ok(Buffer.byteLength(page) < 200_000, `${Buffer.byteLength(page)} bytes`)
  assert.equal(page.match(/title="modified">M</g)?.length, 10)
  assert.match(page, /400 files of 1,000 listed/)
})

test('a folder can be linked, a suggestion with one button, a link taken back', () => {
  const suggestion = { path: '/home/ada/dev/voice', why: 'It has the same name and remote.' }
  const unlinked = samples.status('voice@lab', 'live', {
    plugin: samples.plugin('voice@lab', { source: null, suggestion }),
  })
  assert.match(draw({ status: unlinked }), /name="directory" value="\/home\/ada\/dev\/voice"><button>Link this folder/)
  assert.match(draw({ status: unlinked }), /<input\s+id="directory"\s+name="directory"/)
  assert.match(draw(), /hx-delete="\/plugins\/voice@lab\/link"/)
})

test('the plan lists everything that happens, by kind, with the button that says so', () => {
  const page = String(
    planPage({
      shell: samples.shell(),
      status: samples.status('voice@lab', 'drifted'),
      plan: samples.planWithEverything(),
    }),
  )
  const groups = [...page.matchAll(/<h2>(\w[^<]*) <i>(\d+)<\/i><\/h2>/g)].map(
    ([, title, amount]) => `${title} ${amount}`,
  )
  assert.deepEqual(groups, ['Removed 1', 'Replaced 1', 'New 1', 'Links 1', 'Permissions 1', 'Left as it is 1'])
  assert.match(page, /data-primary>Sync 5 files<\/button>/)
  assert.match(page, /1 file edited in the cache would be replaced\./)
})

test('edits of the cache are brought back by a form of their own', () => {
  const drift = { modified: 1, added: 0, removed: 0, cacheEdited: 1 }
  const edited = draw({ status: samples.status('voice@lab', 'drifted', { drift }) })
  assert.match(edited, /<a href="\/plugins\/voice@lab\/sync\?from=cache">Bring 1 edit back to the source…<\/a>/)
  const plan = { ...harmless(), direction: 'to-source' as const }
  const page = String(planPage({ shell: samples.shell(), status: samples.status('voice@lab', 'cache-edited'), plan }))
  assert.match(page, /action="\/plugins\/voice@lab\/sync\?from=cache"/)
  assert.match(page, /Bring 2 files back to the source/)
})
