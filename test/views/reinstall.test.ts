import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReinstallModel } from '../../server/plugins/reinstall/types.ts'
import { reinstallPage } from '../../views/reinstall.ts'
import * as say from '../../views/terminal-reinstall.ts'
import * as samples from './reinstall-samples.ts'

const draw = async (model: ReinstallModel) => String(await reinstallPage(model))
const planOf = (model: ReinstallModel) => model.planned?.plan ?? assert.fail()

test('the plan names every command in order, what is kept, what was edited, who uses it and what they need', async () => {
  const page = await draw(samples.planned())
  const commands = [...page.matchAll(/<li><code>(claude [^<]*)<\/code>/g)].map(([, command]) => command)
  assert.deepEqual(commands, [
    'claude plugin marketplace update lab',
    'claude plugin install voice@lab --scope local',
    'claude plugin uninstall voice@lab --keep-data --scope project',
    'claude plugin install voice@lab --scope project',
    'claude plugin disable voice@lab --scope project',
    'claude plugin uninstall voice@lab --keep-data --scope local',
  ])
  for (const text of [
    'that it is disabled',
    '1 file was edited',
    'skills/speak/SKILL.md',
    'process 4711',
    '/reload-plugins',
  ])
    assert.ok(page.includes(text), text)
  assert.match(page, /<form class="confirm" method="post" action="\/plugins\/voice@lab\/reinstall">/)
  assert.match(page, /name="plan" value="0123456789abcdef"/)
})

test('what cannot be reinstalled has no button, but the reason and what to do', async () => {
  const page = await draw(samples.cannot('It is managed.', 'Ask `them`.'))
  assert.doesNotMatch(page, /<form(?! id="ask")/)
  assert.match(page, /It is managed\. Ask <code>them<\/code>\./)
})

test('while it runs each step shows its state, and the page looks again by itself', async () => {
  const page = await draw(samples.underWay('running'))
  assert.match(page, /hx-trigger="activity from:#live/)
  assert.deepEqual(
    [...page.matchAll(/<li id="step-\d" class="(\w+)"/g)].map(([, state]) => state),
    ['done', 'running', 'waiting'],
  )
  assert.match(page, /240 ms/)
  assert.doesNotMatch(page, /Reinstall again/)
})

test('a failure stands at the top with the command that ends it, and what the failed step said is open', async () => {
  const page = await draw(samples.underWay('failed'))
  assert.match(
    page,
    /<p class="outcome failed" id="result" role="status">Run <code>claude plugin install voice@lab<\/code>/,
  )
  assert.match(page, /<details id="output-1" open>.*Failed/s)
})

test('the terminal says the same', () => {
  const text = say.reinstallPlan(planOf(samples.planned()))
  assert.match(
    text,
    /^Reinstall voice@lab 0\.1\.0 \(project scope of \/home\/ada\/dev\/site\):\n {2}1\. claude plugin marketplace update lab {2}\(in /,
  )
  assert.match(text, /2\. claude plugin install voice@lab --scope local {2}\(in an empty folder\)/)
  assert.match(text, /it stays disabled/)
  assert.match(text, /In use by process 4711 in \/home\/ada\/dev\/site/)
  assert.match(text, /Then, in running sessions: \/reload-plugins\n$/)
})

test('control characters of what a command said reach neither the page nor the terminal as they are', async () => {
  const model = samples.underWay('failed')
  const [first] = model.run?.log.steps ?? []
  assert.ok(first && model.run)
  const steps = [{ ...first, output: '\u001b[31mred\u001b]8;;http://x\u0007<img src=x>' }]
  const page = await draw({ ...model, run: { ...model.run, log: { ...model.run.log, steps } } })
  const spoken = say.reinstallStep({ ...first, output: steps[0]?.output ?? '' })
  for (const text of [page, spoken])
    for (const control of ['\u001b', '\u0007']) assert.ok(!text.includes(control), JSON.stringify(text))
  assert.ok(!page.includes('<img'))
})
