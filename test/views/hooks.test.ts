import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hookPage } from '../../views/hook.ts'
import { hooksPage } from '../../views/hooks.ts'
import type { Html } from '../../views/html.ts'
import { hookModel, hooksModel, shownHook } from './hook-samples.ts'

const wordsOf = (page: Html) =>
  String(page)
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('hooks are listed by event and matcher, numbered as they start, with where each comes from', () => {
  const words = wordsOf(hooksPage(hooksModel()))
  assert.match(words, /6 hooks of 2 events, 1 not in effect/)
  assert.match(words, /PreToolUse 5 Before a tool is used · can be blocked/)
  assert.match(words, /Write\|Edit exactly Write or Edit 1 hooks\/check\.sh command · 600 s default your settings/)
  assert.match(words, /In effect the same 2 times: runs once 2 hooks\/check\.sh .*? voice@lab In effect 2 findings/)
  assert.match(words, /mcp__\.\* by a regular expression, anywhere in it 3 nothing command · 5 s, not waited for/)
  assert.match(words, /Not in effect voice@lab is not enabled\. \( never: it is no valid regular expression 4/)
  assert.match(
    words,
    /always 5 .*? skill voice:careful of voice@lab In effect at times From when it is invoked\. In the loaded copy only: it runs/,
  )
  assert.match(words, /Unheard 1 Claude Code knows no such event: nothing here ever runs/)
  assert.match(words, /Only voice@lab show all Only PreToolUse show all/)
})

test('without hooks it says where they would come from, and a search that finds none how to end it', () => {
  const none = { events: [], counts: { all: 0, effect: 0, off: 0, found: 0 }, looking: null }
  assert.match(wordsOf(hooksPage(hooksModel({ ...none, all: 0 }))), /No hook is configured\. Hooks come from plugins/)
  assert.match(wordsOf(hooksPage(hooksModel(none))), /No hook is like that\. Show all 9/)
})

test('the page of a hook says whether it runs and why not, what it matches, starts, and what starts with it', () => {
  const words = wordsOf(hookPage(hookModel()))
  assert.match(words, /PreToolUse hook of voice@lab/)
  assert.match(
    words,
    /Not in effect voice@lab is not enabled\. Before a tool is used · can be blocked It is configured 2 times: .* runs it once\./,
  )
  assert.match(words, /Write\|Edit exactly Write or Edit Of those that are known: Edit, Write/)
  assert.match(words, /From hooks\/hooks\.json:7/)
  assert.match(words, /What was found Error Stop hook/)
  assert.match(words, /Given to a shell: check\.sh found nowhere .* run by sh , not executable, syntax is fine, edited/)
  assert.match(
    words,
    /Started at the same time where their matchers match too Write\|Edit hooks\/check\.sh your settings/,
  )
  const alone = hookModel({ shown: shownHook(), beside: [], launch: null, matches: null, findings: [] })
  assert.doesNotMatch(wordsOf(hookPage(alone)), /What it starts|What was found|at the same time|Of those/)
})
