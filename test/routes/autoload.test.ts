import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { json } from '../support/lab.ts'
import { formFrom, signIn, type TestPanel, testPanel } from '../support/panel.ts'

let place: TestPanel
let cookie: string
const get = async (path: string) => {
  const answer = await place.request(path, { headers: { cookie } })
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}
const post = async (path: string, form: Record<string, string> = {}) => {
  const answer = await place.request(path, formFrom(cookie, form))
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}
const planIn = (html: string) => /name="plan" value="([0-9a-f]{16})"/.exec(html)?.[1] ?? assert.fail('no plan')
const alertIn = (html: string) => /role="alert">(.*?)<\/p>/s.exec(html)?.[1] ?? ''
const state = (group: string) => place.panel.store.autoload.choices().get(group)

beforeEach(async () => {
  place = testPanel()
  const plugins = ['sw-frontend', 'sw-release'].map((name) => ({
    name,
    source: `./${name}`,
    description: `About ${name}.`,
  }))
  place.write({
    'claude/plugins/known_marketplaces.json': json({
      specweave: {
        source: { source: 'github', repo: 'acme/specweave' },
        installLocation: place.at('claude/plugins/marketplaces/specweave'),
        lastUpdated: new Date().toISOString(),
      },
    }),
    'claude/plugins/marketplaces/specweave/.claude-plugin/marketplace.json': json({
      name: 'specweave',
      owner: { name: 'Ada' },
      plugins,
    }),
    'project/package.json': json({ dependencies: { react: '19' } }),
  })
  place.panel.survey.lookAgain()
  cookie = await signIn(place)
})
afterEach(() => place[Symbol.dispose]())

describe('the page of auto-loading', () => {
  test('says first what is true, and of every plugin whether it exists and where', async () => {
    const { status, html } = await get('/autoload')
    assert.equal(status, 200)
    assert.match(
      html,
      /<h1>Auto-loading is on: no group loads by itself, 13 are suggested; hooks are not installed<\/h1>/,
    )
    assert.match(html, /<code>sw-frontend@specweave<\/code> <span class="mark not-loaded">Not installed, in specweave/)
    assert.match(html, /<code>sw-jira@specweave<\/code> <span class="mark not-loaded">In no marketplace of yours/)
  })

  test('without any marketplace it says what to do', async () => {
    using empty = testPanel()
    const answer = await empty.request('/autoload', { headers: { cookie: await signIn(empty) } })
    assert.match(await answer.text(), /No marketplace is known yet/)
  })

  test('the switch turns everything off and on', async () => {
    assert.equal((await post('/autoload/switch', { on: 'no' })).status, 303)
    assert.match((await get('/autoload')).html, /Auto-loading is off: nothing is loaded and nothing suggested/)
    assert.equal(place.panel.store.autoload.isOn(), false)
    assert.equal((await post('/autoload/switch', { on: 'yes' })).status, 303)
    assert.equal((await post('/autoload/switch', { on: 'perhaps' })).status, 422)
    assert.equal(place.panel.store.autoload.isOn(), true)
  })

  test('a group is set to off and to suggest at once, but never to auto', async () => {
    assert.equal((await post('/autoload/groups/frontend/state', { state: 'off' })).status, 303)
    assert.equal(state('frontend')?.state, 'off')
    assert.equal((await post('/autoload/groups/frontend/state', { state: 'auto' })).status, 422)
    assert.equal(state('frontend')?.state, 'off')
    assert.equal((await post('/autoload/groups/frontend/state', { state: 'suggest' })).status, 303)
    assert.equal(state('frontend')?.state, 'suggest')
  })

  test('auto is approved by id, exactly as it was shown', async () => {
    const review = await get('/autoload/groups/frontend/approval')
    assert.match(review.html, /Approve sw-frontend@specweave/)
    assert.match(review.html, /About sw-frontend\./)
    assert.equal(
      (await post('/autoload/groups/frontend/approval', { plan: planIn(review.html), state: 'auto' })).status,
      303,
    )
    assert.deepEqual(state('frontend')?.plugins, ['sw-frontend@specweave'])
  })

  test('an approval of something else than was shown is refused, and shows what is true', async () => {
    const plan = planIn((await get('/autoload/groups/frontend/approval')).html)
    writeFileSync(place.at('state/groups.yaml'), 'frontend:\n  plugins: [evil@elsewhere]\n')
    const answer = await post('/autoload/groups/frontend/approval', { plan, state: 'auto' })
    assert.equal(answer.status, 422)
    assert.match(alertIn(answer.html), /changed since they were shown, so nothing was approved/)
    assert.match(answer.html, /evil@elsewhere/)
    assert.equal(answer.headers.get('hx-push-url'), '/autoload/groups/frontend/approval')
    assert.equal(state('frontend'), undefined)
  })

  test('a candidate takes the place of the group’s own plugin, for suggesting too', async () => {
    const path = '/autoload/groups/jira/approval'
    const review = await get(`${path}?plugin=sw-release@specweave`)
    const form = { plan: planIn(review.html), plugin: 'sw-release@specweave', state: 'suggest' }
    assert.equal((await post(path, form)).status, 303)
    assert.deepEqual(state('jira')?.instead, ['sw-release@specweave'])
    assert.deepEqual(state('jira')?.plugins, [])
    assert.match((await get('/autoload')).html, /You set this instead of its own/)
    assert.equal((await post('/autoload/groups/jira/state', { state: 'own' })).status, 303)
    assert.equal(state('jira')?.instead, null)
  })

  for (const plugin of ['--settings=x', 'x; touch p', '<img src=x>', 'a@b@c', '../a@b'])
    test(`an approval of ${plugin} is refused`, async () => {
      const answer = await get(`/autoload/groups/jira/approval?plugin=${encodeURIComponent(plugin)}`)
      assert.equal(answer.status, 422)
      assert.doesNotMatch(answer.html, /<img/)
    })

  for (const path of [
    '/autoload/groups/nobody/approval',
    '/autoload/groups/__proto__/approval',
    '/autoload/groups/..%2f/approval',
  ])
    test(`${path} leads nowhere`, async () => assert.equal((await get(path)).status, 404))

  test('loading a group without a claude ends as a line of the history', async () => {
    assert.equal((await post('/autoload/groups/frontend/load')).status, 303)
    assert.equal((await post('/autoload/groups/nobody/load')).status, 404)
    const page = await get('/history/loads')
    assert.match(page.html, /class="mark problem">Failed<\/span>.*asked for by hand/s)
    assert.match(page.html, /No <code>claude<\/code>|No `claude` was found/)
  })

  test('what is refused here is allowed again', async () => {
    const plugin = 'sw-frontend@specweave'
    assert.equal((await post('/autoload/refusals', { plugin, allow: 'no' })).status, 303)
    assert.match((await get('/autoload')).html, /Not by itself in this project: you said no/)
    assert.equal((await post('/autoload/refusals', { plugin, allow: 'yes' })).status, 303)
    assert.equal((await post('/autoload/refusals', { plugin, allow: 'yes' })).status, 422)
    assert.equal((await post('/autoload/refusals', { plugin: '--x', allow: 'yes' })).status, 422)
  })

  test('hooks show exactly what they would add, and are not installed without a claude', async () => {
    const { html } = await get('/autoload/hooks/installation')
    for (const text of ['UserPromptSubmit', 'hotplug/hook.cjs', 'plugin install hotplug@hotplug', '|| exit 0'])
      assert.ok(html.includes(text), text)
    assert.equal((await post('/autoload/hooks/installation', { plan: 'x' })).status, 422)
    const answer = await post('/autoload/hooks/installation', { plan: planIn(html) })
    assert.equal(answer.status, 422)
    assert.match(alertIn(answer.html), /No <code>claude<\/code> was found/)
    assert.match((await get('/autoload/hooks/removal')).html, /They are not installed/)
  })

  test('the section in CLAUDE.md is shown as a diff, written, and then current', async () => {
    writeFileSync(place.at('project/CLAUDE.md'), '# Shop\n')
    const { html } = await get('/autoload/instructions')
    assert.match(html, /hotplug:groups:begin/)
    assert.equal((await post('/autoload/instructions', { plan: 'other' })).status, 422)
    const shown = /name="plan" value="([^"]*)"/.exec(html)?.[1] ?? ''
    assert.equal((await post('/autoload/instructions', { plan: shown })).status, 303)
    assert.match(readFileSync(place.at('project/CLAUDE.md'), 'utf8'), /^# Shop\n\n<!-- hotplug:groups:begin -->/)
    assert.match((await get('/autoload')).html, /Has the section, current/)
    assert.match((await get('/autoload/instructions')).html, /it is what would be written now/)
  })

  test('a CLAUDE.md that is a link is said and left alone', async () => {
    symlinkSync('/etc/hostname', place.at('project/CLAUDE.md'))
    assert.match((await get('/autoload')).html, /Cannot be written/)
    assert.match((await get('/autoload/instructions')).html, /is a link to/)
  })
})

describe('trying', () => {
  test('a prompt is answered with terms marked where they stand, and why not', async () => {
    const { html } = await post('/autoload/try', { prompt: 'speed up the dashboard, and do not touch the react code' })
    assert.match(html, /This prompt asks for frontend/)
    assert.match(html, /<mark class="for" title="for frontend">dashboard<\/mark>/)
    assert.match(html, /taken back by/)
    assert.match(html, /Would be suggested/)
    assert.equal(place.panel.store.past.recorded(10).length, 0)
  })

  test('an empty one, a huge one and a hostile one are answered too', async () => {
    assert.match((await post('/autoload/try', { prompt: '  ' })).html, /appears here while you type/)
    assert.equal((await post('/autoload/try', { prompt: 'react '.repeat(60_000) })).status, 200)
    const { html } = await post('/autoload/try', {
      prompt: '</textarea><script>alert(1)</script> deploy to kubernetes',
    })
    assert.doesNotMatch(html, /<script>alert/)
    assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  })

  test('this project is looked at', async () => {
    const { html } = await post('/autoload/try/project')
    assert.match(html, /This project asks for frontend/)
    assert.match(html, /package\.json<\/code> depends on react/)
  })
})

describe('rules', () => {
  const FILE = () => place.at('state/groups.yaml')
  const shown = (html: string) => /name="shown" value="([^"]*)"/.exec(html)?.[1] ?? ''

  test('a fault is named with its line, and nothing is saved', async () => {
    const text = 'frontend:\n  prompt:\n    strong: 3\n'
    for (const path of ['/autoload/rules', '/autoload/rules/backtest']) {
      const { status, html } = await post(path, { text, shown: 'none' })
      assert.equal(status, 422, path)
      assert.match(html, /<b>Line 3, column \d+<\/b>/)
    }
    assert.throws(() => readFileSync(FILE()))
  })

  test('a text is saved only over the one that was shown, and that one is kept', async () => {
    const first = await get('/autoload/rules')
    assert.equal((await post('/autoload/rules', { text: 'docs: {}\n', shown: shown(first.html) })).status, 303)
    assert.equal(readFileSync(FILE(), 'utf8'), 'docs: {}\n')
    assert.match((await get('/autoload')).html, /id="group-docs"/)
    const stale = await post('/autoload/rules', { text: 'more: {}\n', shown: shown(first.html) })
    assert.equal(stale.status, 422)
    assert.match(alertIn(stale.html), /changed/)
    const second = await get('/autoload/rules')
    assert.equal((await post('/autoload/rules', { text: 'more: {}\r\n', shown: shown(second.html) })).status, 303)
    assert.equal(readFileSync(FILE(), 'utf8'), 'more: {}\n')
    const third = await get('/autoload/rules')
    const kept = /href="(\/autoload\/rules\?kept=\d{13}\.yaml)"/.exec(third.html)?.[1] ?? assert.fail()
    assert.match((await get(kept)).html, /<textarea [^>]*>docs: \{\}/)
    assert.equal((await get('/autoload/rules?kept=../../key')).status, 200)
    assert.match((await get('/history')).html, /Changed the groups in/)
  })

  test('what is not a plain file is never written through', async () => {
    const target = place.at('elsewhere.yaml')
    writeFileSync(target, '')
    symlinkSync(target, FILE())
    const { html } = await get('/autoload/rules')
    const answer = await post('/autoload/rules', { text: 'docs: {}\n', shown: shown(html) })
    assert.equal(answer.status, 422)
    assert.equal(readFileSync(target, 'utf8'), '')
  })

  test('a folder in its place is said', async () => {
    mkdirSync(FILE())
    assert.match((await get('/autoload/rules')).html, /The file cannot be shown/)
    assert.equal((await get('/autoload')).status, 200)
  })
})
