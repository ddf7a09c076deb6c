import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { runHook } from '../../server/plugins/doctor/bench/run.ts'
import { generatedHook } from '../support/hook.ts'
import { json } from '../support/lab.ts'
import { formFrom, signIn, testPanel } from '../support/panel.ts'
import { until } from '../support/until.ts'

const SETTINGS = 'project/.claude/settings.json'
const SCRIPT = 'project/hook.sh'

type Handler = Record<string, unknown>

const settings = (handler: Handler, event = 'UserPromptSubmit') => json({ hooks: { [event]: [{ hooks: [handler] }] } })
/** The panel under test has no PATH to pass on. */
const running = (command: string, more: Handler = {}) =>
  settings({ type: 'command', command: `PATH=/usr/bin:/bin; ${command}`, ...more })

/** A panel with one hook of the project's own, and what a browser does with its page. */
async function opened(config: string, files: Record<string, string> = {}) {
  const place = testPanel({ [SETTINGS]: config, ...files })
  const cookie = await signIn(place)
  const get = async (path: string) => (await place.request(path, { headers: { cookie } })).text()
  const { places } = await place.panel.doctor.diagnose()
  const id = places.flatMap(({ subjects }) =>
    subjects.flatMap((one) => (one.of === 'hook' ? one.value.hook.id : [])),
  )[0]
  assert.ok(id !== undefined)
  const page = `/hooks/${id}`
  const fingerprintIn = (html: string) => /name="fingerprint" value="([0-9a-f]+)"/.exec(html)?.[1] ?? ''
  const post = async (form: Record<string, string>, path = `${page}/runs`) => {
    const answer = await place.request(path, formFrom(cookie, form, page))
    return { status: answer.status, text: await answer.text() }
  }
  /** As a person would: looks at the page, agrees, and runs it. */
  const run = async (form: Record<string, string> = {}) => {
    const fingerprint = fingerprintIn(await get(page))
    const answer = await post({ fingerprint, confirmed: 'yes', stdin: '{"prompt":"hi"}', runs: '1', ...form })
    await until(() => !place.panel.bench.isRunning(id), 'the run has ended')
    return answer
  }
  const result = () => place.panel.bench.resultOf(id) ?? assert.fail('nothing was run')
  return Object.assign(place, { id, page, get, post, run, result, fingerprintIn, shown: () => get(page) })
}

test('the page shows exactly what would be run, with what, and runs nothing', async () => {
  using place = await opened(running('touch ran; echo "<b>$HOME</b>"'))
  const page = await place.shown()
  assert.match(page, /PATH=\/usr\/bin:\/bin; touch ran; echo &quot;&lt;b&gt;\$HOME&lt;\/b&gt;&quot;/)
  assert.match(page, /Started as <code>\/bin\/sh -c<\/code>/)
  assert.match(page, /CLAUDE_PROJECT_DIR<\/code><\/th><td><code>[^<]*project</)
  assert.match(page, /&quot;hook_event_name&quot;: &quot;UserPromptSubmit&quot;/)
  assert.ok(!existsSync(place.at('project/ran')))
})

test('what it did is said with what it means, and is kept without what it was given', async () => {
  using place = await opened(running('cat > given; echo Remember the tests.; echo careful >&2'))
  assert.equal((await place.run({ stdin: '{ "prompt": "my secret plan" }' })).status, 303)
  const page = await place.shown()
  assert.match(
    page,
    /id="bench-verdict"><span class="mark live">Goes on<\/span> <span class="happens">Claude is given what it printed\./,
  )
  assert.match(page, /<dt>Exit code<\/dt><dd><b>0<\/b> Success\./)
  assert.match(page, /UserPromptSubmit hook success: Remember the tests\./)
  assert.equal(readFileSync(place.at('project/given'), 'utf8'), '{"prompt":"my secret plan"}\n')
  const [row] = place.panel.store.bench.runsOf(place.id, 9)
  assert.deepEqual([row?.amount, row?.code, row?.ended, row?.outcome], [1, 0, 'by itself', 'goes on'])
  assert.doesNotMatch(JSON.stringify(row), /secret plan|Remember/)
  assert.ok(!existsSync(place.at(`state/bench/${place.id}`)), 'nothing of the run is left')
})

test('no key and no token of ours is in its environment', async () => {
  using place = await opened(running('env'))
  process.env.ANTHROPIC_API_KEY = 'sk-ant-not-for-hooks'
  process.env.GITHUB_TOKEN = 'not-for-hooks-either'
  try {
    await place.run()
  } finally {
    delete process.env.ANTHROPIC_API_KEY
    delete process.env.GITHUB_TOKEN
  }
  const { stdout } = place.result().now.run
  assert.match(stdout, /^CLAUDECODE=1$/m)
  assert.doesNotMatch(stdout, /not-for-hooks|TOKEN|_KEY|HOTPLUG_HOME|the-key-of-the-command-line/)
})

test('without agreement nothing is run; once somebody agreed to a text, it counts for that text alone', async () => {
  using place = await opened(running('touch ran'))
  const fingerprint = place.fingerprintIn(await place.shown())
  const refused = await place.post({ fingerprint, stdin: '{}' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /role="alert">Nothing was run\. Read the command/)
  assert.ok(!existsSync(place.at('project/ran')))
  assert.equal((await place.run()).status, 303)
  assert.equal((await place.post({ fingerprint, stdin: '{}' })).status, 303)
  place.write({ [SETTINGS]: running('touch ran-again') })
  const changed = place.fingerprintIn(await place.shown())
  assert.equal((await place.post({ fingerprint: changed, stdin: '{}' })).status, 422)
  assert.ok(!existsSync(place.at('project/ran-again')))
})

for (const [what, path, before, after] of [
  ['its configuration', SETTINGS, running('sh hook.sh'), running('sh hook.sh now')],
  ['its script', SCRIPT, 'echo one\n', 'touch ran\n'],
] as const)
  test(`when ${what} has changed since it was shown, it is not run`, async () => {
    using place = await opened(running('sh hook.sh'), { [SCRIPT]: 'echo one\n', [path]: before })
    const fingerprint = place.fingerprintIn(await place.shown())
    place.write({ [path]: after })
    const refused = await place.post({ fingerprint, confirmed: 'yes', stdin: '{}' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /role="alert">The hook or a script of it has changed since it was shown/)
    assert.ok(!existsSync(place.at('project/ran')))
    assert.equal(place.panel.bench.resultOf(place.id), null)
  })

test('a made-up id, a number of runs that is none, and an input that is too large are refused in a sentence', async () => {
  using place = await opened(running('true'))
  for (const id of ['000000000000', '..%2f..%2fetc', 'x; touch p'])
    assert.equal(
      (await place.post({ fingerprint: 'x', confirmed: 'yes' }, `/hooks/${encodeURIComponent(id)}/runs`)).status,
      404,
    )
  for (const runs of ['0', '-1', '51', '1e9', 'many', '1.5'])
    assert.match((await place.run({ runs })).text, /role="alert">A hook is run 1 to 50 times/, runs)
  assert.match((await place.run({ stdin: 'x'.repeat(300_000) })).text, /role="alert">The input is larger than 256 KiB/)
})

test('it is ended at its own time limit, and that is what is said', async () => {
  using place = await opened(running('echo begun; sleep 300', { timeout: 0.3 }))
  await place.run()
  const page = await place.shown()
  assert.match(page, /Ended early<\/span> <span class="happens">Claude Code ends a hook that takes too long/)
  assert.equal(place.result().now.run.ended, 'time limit')
})

test('several runs are drawn, and those that differ are counted', async () => {
  using place = await opened(running('test -e again && echo other; touch again'))
  await place.run({ runs: '5' })
  const { now } = place.result()
  assert.deepEqual([now.times.length, now.differing], [5, 4])
  const page = await place.shown()
  assert.match(page, /<svg class="bars"[^>]*role="img"><title>5 runs: median/)
  assert.match(page, /4 of 5 runs ended otherwise/)
})

test('the same hook is not run twice at once, and what runs can be cancelled', async () => {
  using place = await opened(running('sleep 300'))
  const fingerprint = place.fingerprintIn(await place.shown())
  const form = { fingerprint, confirmed: 'yes', stdin: '{}' }
  const first = place.post(form)
  await until(() => place.panel.activities.list().length > 0)
  assert.match((await place.post(form)).text, /role="alert">This hook is being run already/)
  for (const { id } of place.panel.activities.list()) place.panel.activities.cancel(id)
  assert.equal((await first).status, 303)
  await until(() => place.panel.bench.resultOf(place.id) !== null)
  assert.equal(place.result().now.run.ended, 'cancelled')
})

test('a fixture is kept, run again, and says what is not as it was', async () => {
  using place = await opened(running('sh hook.sh'), { [SCRIPT]: 'echo one\n' })
  const fixtures = `${place.page}/fixtures`
  assert.match((await place.post({ name: 'mine' }, fixtures)).text, /role="alert">There is no result to keep/)
  await place.run({ stdin: '{"prompt":"kept"}' })
  assert.match((await place.post({ name: ' ' }, fixtures)).text, /role="alert">A fixture has a name/)
  assert.equal((await place.post({ name: '<i>mine</i>' }, fixtures)).status, 303)
  const [fixture] = place.panel.store.bench.fixturesOf(place.id)
  assert.ok(fixture)
  const input = `fixture ${fixture.id}`
  assert.match(
    await place.get(`${place.page}?input=${encodeURIComponent(input)}`),
    /&quot;prompt&quot;: &quot;kept&quot;/,
  )

  await place.run({ input, stdin: fixture.stdin })
  assert.deepEqual(place.result().changed, [])
  assert.match(await place.shown(), /As it was<\/span> when this fixture was kept/)
  place.write({ [SCRIPT]: 'echo two; exit 2\n' })
  await place.run({ input, stdin: fixture.stdin })
  assert.match(await place.shown(), /Not as it was<\/span> its exit code was 0, and is 2; “goes on” became “blocks”/)

  assert.equal((await place.post({ drop: String(fixture.id) }, fixtures)).status, 303)
  assert.deepEqual(place.panel.store.bench.fixturesOf(place.id), [])
  assert.match((await place.post({ drop: '1; drop table' }, fixtures)).text, /role="alert">There is no such fixture/)
})

/** A server of this test's own, and what it was sent. */
async function listening(answer: { status?: number; body?: string; location?: string }) {
  const sent: { method: string | undefined; headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer(async (request, response) => {
    sent.push({ method: request.method, headers: request.headers, body: await text(request) })
    response.writeHead(answer.status ?? 200, answer.location === undefined ? {} : { location: answer.location })
    response.end(answer.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    sent,
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('an http hook on this machine is sent what Claude Code would send, and its answer is read', async () => {
  const body = json({ decision: 'block', reason: 'Not on Fridays.' })
  await using server = await listening({ body })
  const url = `http://127.0.0.1:${server.port}/hook`
  using place = await opened(
    settings({ type: 'http', url, headers: { Authorization: 'Bearer $MY_TOKEN', 'X-Key': 'written-into-the-file' } }),
  )
  const page = await place.shown()
  assert.match(page, new RegExp(`POST ${url}`))
  assert.match(page, /The bench has no value for \$MY_TOKEN/)
  assert.doesNotMatch(page, /<td><code>[^<]*written-into-the-file/)
  assert.equal(server.sent.length, 0)
  await place.run()
  const [request] = server.sent
  assert.equal(server.sent.length, 1)
  assert.deepEqual([request?.method, request?.body], ['POST', '{"prompt":"hi"}'])
  const { accept, authorization, 'content-type': type, 'user-agent': agent, 'x-key': key } = request?.headers ?? {}
  assert.deepEqual(
    [accept, authorization, type, agent, key],
    ['application/json, text/plain, */*', 'Bearer', 'application/json', 'axios/1.15.2', 'written-into-the-file'],
  )
  assert.deepEqual([place.result().now.run.status, place.result().now.verdict.outcome], [200, 'blocks'])
})

test('a status cannot block, a redirect is not followed, and a body that is no JSON object does not count', async () => {
  await using elsewhere = await listening({ body: '{}' })
  for (const [answer, outcome] of [
    [{ status: 500, body: json({ decision: 'block' }) }, 'error'],
    [{ status: 302, location: `http://127.0.0.1:${elsewhere.port}/` }, 'error'],
    [{ body: 'plain' }, 'error'],
    [{ status: 204 }, 'goes on'],
  ] as const) {
    await using server = await listening(answer)
    using place = await opened(settings({ type: 'http', url: `http://127.0.0.1:${server.port}/` }))
    await place.run()
    assert.equal(place.result().now.verdict.outcome, outcome, json(answer))
    assert.equal(elsewhere.sent.length, 0)
  }
})

test('a request to another machine is only sent by somebody who said so', async () => {
  using place = await opened(settings({ type: 'http', url: 'http://hooks.invalid/x' }))
  assert.match(await place.shown(), /Send it to <code>hooks\.invalid<\/code>: it leaves this machine/)
  assert.match((await place.run()).text, /role="alert">Nothing was sent to hooks\.invalid/)
  assert.equal(place.panel.bench.resultOf(place.id), null)
})

for (const [type, handler, words] of [
  [
    'prompt',
    { prompt: 'Is it done? $ARGUMENTS' },
    /A model answers this hook, and the bench asks none[\s\S]*Is it done\? \{/,
  ],
  ['agent', { prompt: 'Look around.' }, /An agent with tools answers this hook[\s\S]*Look around\./],
  ['mcp_tool', { server: 'tracker', tool: 'ask' }, /calls a tool of an MCP server[\s\S]*tracker/],
  ['command', {}, /It has no <code>command<\/code>|It has no `command`/],
  ['http', { url: 'ftp://x' }, /Its `url` is no address of the web|Its <code>url<\/code> is no address/],
  ['hologram', {}, /does not know this type of hook/],
] as const)
  test(`of a hook of the type ${type} it is said what the bench cannot do, and nothing is run`, async () => {
    using place = await opened(settings({ type, ...handler }))
    const page = await place.shown()
    assert.match(page, words)
    assert.doesNotMatch(page, /id="bench-form"/)
    await assert.rejects(runHook(place.panel, place.id, { ...WANTED, fingerprint: 'x' }), { status: 422 })
  })

const WANTED = { confirmed: true, send: true, input: null, text: '{}', runs: 1, against: null }

test('an event that was recorded is offered without what looks like a secret in it', async () => {
  const line = {
    ...{ type: 'user', sessionId: 'a1', promptId: 'p1', permissionMode: 'plan', timestamp: '2026-07-31T12:00:00Z' },
    message: { role: 'user', content: [{ type: 'text', text: `Use ghp_${'x'.repeat(30)} to push` }] },
  }
  using place = await opened(running('true'))
  const folder = `claude/projects/${place.at('project').replaceAll(/[^a-zA-Z0-9]/g, '-')}`
  place.write({ [`${folder}/a1.jsonl`]: `${JSON.stringify({ ...line, cwd: place.at('project') })}\n{"cut` })
  const page = await place.shown()
  assert.match(page, /<optgroup label="Recorded in this project"><option value="recorded [0-9a-f]{12}">Use … to push</)
  assert.doesNotMatch(page, /ghp_/)
  const input = /value="(recorded [0-9a-f]{12})"/.exec(page)?.[1] ?? ''
  assert.match(
    await place.get(`${place.page}?input=${encodeURIComponent(input)}`),
    /&quot;permission_mode&quot;: &quot;plan&quot;[\s\S]*Use … to push/,
  )
})

test('a prompt that the hook of Hotplug kept, for somebody who wanted that, is offered masked', async () => {
  using place = await opened(running('true'))
  const kept = { event: 'prompt', session: 's1', matches: '[]', suppressed: '[]', duration_ms: 1 } as const
  for (const [project, prompt] of [
    [place.at('project'), 'password: hunter2 and go'],
    [place.at('elsewhere'), 'of another project'],
    [place.at('project'), null],
  ] as const)
    place.panel.store.autoload.addDetection({ ...kept, at: Date.now(), project, prompt })
  const page = await place.shown()
  assert.match(page, /<option value="recorded prompt 1">password: … and go</)
  assert.doesNotMatch(page, /hunter2|of another project/)
})

test('nothing of the bench is in what hooks run: an event cannot reach it', async () => {
  using hook = await generatedHook()
  const { inputs } = JSON.parse(readFileSync(hook.at('state/claude-plugin/hotplug/generated.json'), 'utf8'))
  assert.deepEqual(
    inputs.filter((input: string) => /doctor|bench|routes|commands/.test(input)),
    [],
  )
})
