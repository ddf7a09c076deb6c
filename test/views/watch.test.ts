import assert from 'node:assert/strict'
import { homedir } from 'node:os'
import { test } from 'node:test'
import type { InSession } from '../../server/plugins/in-sessions.ts'
import type { PluginStatus, Watching } from '../../server/plugins/types.ts'
import { whatIsLeft } from '../../views/action-words.ts'
import { whatIsLeftInWords } from '../../views/in-sessions.ts'
import { pluginPage } from '../../views/plugin.ts'
import { homePage } from '../../views/plugins.ts'
import * as samples from './samples.ts'

const watching = (over: Partial<Watching> = {}): Watching => ({
  state: 'up to date',
  sentence: 'The loaded copy is the same as its source.',
  impossible: null,
  wanted: true,
  by: 'itself',
  progress: null,
  ...over,
})

const row = (id: string, watch: Watching, over: Partial<PluginStatus> = {}) =>
  samples.status(id, 'live', { watch, ...over })

const home = (rows: readonly PluginStatus[], over = {}) => String(homePage(samples.homeModel(rows, over)))
const page = (watch: Watching) => String(pluginPage(samples.pluginModel({ status: row('voice@lab', watch) })))

test('200 watched plugins fit into 50 KB as well', () => {
  const rows = Array.from({ length: 200 }, (_, index) => {
    const source = index % 3 === 0 ? { ...samples.checkout('x'), path: `${homedir()}/dev/tools-${index}` } : null
    const plugin = samples.plugin(`release-tools-${index}@acme-plugins`, { source })
    return row(plugin.id, watching(), { plugin, editedAt: samples.NOW - index * 1e7 })
  })
  assert.ok(Buffer.byteLength(home(rows, { watchesAll: true })) <= 50_000)
})

test('a row says its state unless that is up to date, which its body says for all of them', () => {
  const rows = [
    row('calm@lab', watching()),
    row('voice@lab', watching({ state: 'conflict', sentence: '2 files were edited.' })),
    row('song@lab', watching({ state: 'syncing', sentence: '.', progress: { done: 3, total: 12 } })),
    row('other@lab', samples.UNWATCHED),
  ]
  const text = home(rows)
  assert.equal(text.match(/<tbody class="live watched">/g)?.length, 1)
  assert.match(
    text,
    /<td class="w" title="2 files were edited\."><span class="watch-state conflict">conflict<\/span><small>2 files were edited\.<\/small>/,
  )
  assert.match(text, /<span class="watch-state syncing">syncing 3 of 12<\/span>/)
  assert.equal(text.match(/<td class="w"/g)?.length, 2)
})

test('the page of a plugin has the switch, the state with its sentence, and the next step', () => {
  const off = page(samples.UNWATCHED)
  assert.match(off, /role="switch"[^>]*aria-checked="false"[^>]*hx-post="\/plugins\/voice@lab\/watch"/)
  const on = page(watching({ state: 'conflict', sentence: '1 file was edited in the loaded copy.' }))
  assert.match(on, /role="switch"[^>]*aria-checked="true"[^>]*hx-delete="\/plugins\/voice@lab\/watch"/)
  assert.match(on, /1 file was edited in the loaded copy\. <a href="\/plugins\/voice@lab">Show these files<\/a>/)
  assert.match(page(watching({ state: 'failed', sentence: 'Stopped: …' })), />Start again<\/button>/)
  assert.match(
    page(watching({ state: 'failed', sentence: 'No room. It is tried again by itself.' })),
    />Try again now</,
  )
})

test('a plugin that cannot be watched has no switch and says why', () => {
  const text = page({ ...samples.UNWATCHED, impossible: 'Claude Code reads it in place, from /dev/voice.' })
  assert.doesNotMatch(text, /role="switch"/)
  assert.match(text, /There is nothing to watch: Claude Code reads it in place, from \/dev\/voice\./)
})

test('hostile names stay text in a row and in its sentence', () => {
  const text = home([row('<img src=x>@lab', watching({ state: 'waiting', sentence: '"><script>' }))])
  assert.doesNotMatch(text, /<img src=x>|"><script>/)
})

const here: InSession = { pid: 4242, cwd: `${homedir()}/proj` }
const other: InSession = { pid: 17, cwd: null }
const LEFT: [sessions: InSession[], commands: string[], text: string][] = [
  [[], ['/reload-plugins'], 'No running session has it loaded: the next one starts with it.'],
  [[here], ['/reload-plugins'], 'In ~/proj (process 4242): /reload-plugins'],
  [
    [here, other],
    ['/reload-plugins', '/clear'],
    'In ~/proj (process 4242) and process 17: /reload-plugins, then /clear',
  ],
  [[here], [], 'In ~/proj (process 4242): nothing, its next use reads the new files'],
]

for (const [sessions, commands, text] of LEFT)
  test(`what is left to do is said once: ${text}`, () => {
    assert.equal(whatIsLeftInWords(sessions, commands), text)
    const shown = String(whatIsLeft(samples.action(1, { sessions, after: commands })))
    for (const command of sessions.length > 0 ? commands : [])
      assert.match(shown, new RegExp(`<button[^>]*>${command}</button>`))
  })
