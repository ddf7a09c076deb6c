import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cachePage } from '../../views/cache.ts'
import { clearingPage } from '../../views/cache-clearing.ts'
import { cacheModel, clearingModel, folder } from './cache-samples.ts'

const words = (page: string) => page.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')

test('each folder says why it is here, in words', () => {
  const page = words(String(cachePage(cacheModel())))
  for (const sentence of [
    'ago Claude Code itself removes it 14 days after that.',
    'installed in project scope of /home/ada/x',
    'in use by process 42 (session in /home/ada/proj',
    'lease of process 43, which is gone',
    'process 5 (node) works in it',
    'a link to /home/ada/dev/x, never followed',
    'nothing says why',
    'temporary clone of a process that is gone (nobody works in it)',
  ])
    assert.ok(page.includes(sentence), sentence)
})

test('nothing on the list clears anything: every button leads to the plan first', () => {
  const page = String(cachePage(cacheModel()))
  assert.doesNotMatch(page, /method="post" action="\/cache/)
  assert.equal(page.match(/href="\/cache\/clearing\?what=/g)?.length, 1 + 2 + 4)
})

test('one key alone never clears: the plan is no primary action of the keyboard', () => {
  for (const page of [cachePage(cacheModel()), clearingPage(clearingModel())])
    assert.doesNotMatch(String(page), /data-primary/)
})

test('a bar that is drawn has a title, and a size that is not known yet says so', () => {
  const page = String(cachePage(cacheModel({ rows: [folder('1', { bytes: null })] })))
  assert.equal(page.match(/<svg /g)?.length, page.match(/<svg [^>]*role="img"><title>[^<]+<\/title>/g)?.length)
  assert.match(page, /<i>measuring…<\/i>/)
  assert.doesNotMatch(page, / style=/)
})

test('where the records are in doubt the page says so first', () => {
  const page = String(cachePage(cacheModel({ doubt: 'It may be installed: the file is damaged.' })))
  assert.match(page, /<p class="note">It may be installed: the file is damaged\. Only temporary clones may go/)
})

test('a plan without folders has nothing to press', () => {
  const page = String(clearingPage(clearingModel({ goes: [], fingerprint: null, refusal: 'It stays.' })))
  assert.doesNotMatch(page, /action="\/cache\/clearing"/)
  assert.match(page, /role="alert">It stays\./)
})
