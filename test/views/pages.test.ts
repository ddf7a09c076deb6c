import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorPage } from '../../views/errors.ts'
import { historyPage } from '../../views/history.ts'
import { marketplacesPage } from '../../views/marketplaces.ts'
import * as urls from '../../views/urls.ts'
import * as samples from './samples.ts'

test('a marketplace says what it is, where its catalogue lies and what of it is installed', () => {
  const page = String(marketplacesPage({ shell: samples.shell(), marketplaces: samples.markets(), leftovers: 0 }))
  assert.match(page, /2 marketplaces, 1 without a catalogue on this machine/)
  assert.match(page, /<a href="\/plugins\/voice@lab">voice<\/a>[\s\S]*?<b>installed<\/b>/)
  assert.match(page, /Catalogue missing/)
  assert.match(
    String(marketplacesPage({ shell: samples.shell(), marketplaces: [], leftovers: 0 })),
    /No marketplace is known yet/,
  )
})

test('what else lies in the cache is counted, and shown on its own page', () => {
  const page = String(marketplacesPage({ shell: samples.shell(), marketplaces: [], leftovers: 2 }))
  assert.match(page, /also holds 2 folders that no plugin is installed from: <a href="\/cache">/)
})

test('each line of the history reads as a sentence', () => {
  const actions = [
    samples.action(4, { undoneBy: 5 }),
    samples.action(3, { state: 'failed', error: 'EACCES.' }),
    samples.action(2, { after: ['/reload-plugins', 'new session'] }),
    samples.action(1, { summary: 'voice@lab is edited in /home/ada/dev/voice', files: [], bytes: 0 }),
  ]
  const page = String(historyPage({ shell: samples.shell(), actions, plugin: null }))
  const lines = [...page.matchAll(/<p>(.*?)<\/p>/gs)].map(([, line = '']) => line.replace(/<[^>]*>/g, '').trim())
  const sentence = `${actions[0]?.summary} of voice@lab.`
  assert.ok(lines.includes(`${sentence} It was undone by a later action.`), lines.join('\n'))
  assert.ok(lines.includes(`${sentence} It failed.`))
  assert.ok(lines.includes(`${sentence}  Running sessions need /reload-plugins, then a new session`))
  assert.ok(lines.includes('voice@lab is edited in /home/ada/dev/voice.'))
})

test('the history lists what was changed, and what can still be undone', () => {
  const actions = [
    samples.action(3),
    samples.action(2, { state: 'failed', error: 'EACCES.' }),
    samples.action(1, { undoneBy: 2 }),
  ]
  const page = String(historyPage({ shell: samples.shell(), actions, plugin: null }))
  assert.match(page, /3 actions/)
  assert.equal(page.match(/>Undo<\/button>/g)?.length, 1)
  assert.match(page, /<span>removed<\/span> <code>old\.md<\/code>/)
  assert.match(page, /undone by <a href="#action-2">/)
  assert.match(
    String(historyPage({ shell: samples.shell(), actions: [], plugin: null })),
    /has not changed a file here/,
  )
})

test('an error says what happened and what to do next', () => {
  const page = String(errorPage({ status: 404, sentence: 'No plugin is called x@y.' }))
  assert.match(page, /<p role="alert">No plugin is called x@y\.<\/p>/)
  assert.match(page, /may have been uninstalled/)
})

test('the page without a session tells nothing about this machine and opens no stream', () => {
  const page = String(errorPage({ status: 401, sentence: 'This panel opens through the one-time link.' }))
  assert.doesNotMatch(page, /hx-sse:connect|\.claude|<a /)
  assert.match(page, /terminal where Hotplug runs/)
})

test('every page looks again at its own address when something changes', () => {
  const page = String(historyPage({ shell: samples.shell(), actions: [], plugin: null }))
  assert.match(
    page,
    /<main id="main" hx-get="" hx-trigger="history from:#live, claude from:#live, htmx:sse:after:connection from:#live, again"/,
  )
})

test('addresses are built in one place, without what is the default', () => {
  assert.equal(urls.home(), '/')
  assert.equal(urls.home({ q: 'a b&c', show: 'drifted', sort: 'status' }), '/?q=a+b%26c&show=drifted')
  assert.equal(urls.plugin('voice@lab'), '/plugins/voice@lab')
  assert.equal(urls.plugin('../x?#@y'), '/plugins/..%2Fx%3F%23@y')
  assert.equal(
    urls.plugin('a@b', { file: 'dir/a b.md', view: 'split', state: 'changed', component: 'all' }),
    '/plugins/a@b?file=dir%2Fa+b.md&view=split',
  )
  assert.equal(urls.sync('a@b', 'cache'), '/plugins/a@b/sync?from=cache')
  assert.equal(urls.plugin('\ud800@b'), '/plugins/%EF%BF%BD@b')
})
