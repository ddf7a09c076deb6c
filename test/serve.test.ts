import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { connect, createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Isolated, isolate } from './claude/drive/isolated.ts'
import { environmentOf, hotplug, startPanel } from './support/hotplug.ts'

type Started = Awaited<ReturnType<typeof startPanel>>

/** A server that hangs is a failure, not a wait. */
const LIMIT = { timeout: 60_000 }

const portOf = ({ origin }: Started) => Number(new URL(origin).port)
const stateOf = (isolated: Isolated) => environmentOf(isolated).HOTPLUG_HOME ?? ''

async function cookieFrom(link: string) {
  const answer = await fetch(link, { redirect: 'manual' })
  assert.equal(answer.status, 303)
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

async function openStream({ origin }: Started, cookie: string): Promise<IncomingMessage> {
  const [answer] = await once(get(`${origin}/events`, { headers: { cookie } }), 'response')
  assert.equal(answer.statusCode, 200)
  answer.resume()
  return answer
}

/** The first line of the answer to a request that is written byte by byte as given. */
async function firstLineOf(port: number, request: string, address = '127.0.0.1'): Promise<string> {
  const socket = connect(port, address)
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
    socket.end()
  })
  socket.write(request)
  await once(socket, 'close')
  return answer.split('\r\n')[0] ?? ''
}

/** Keeps a port taken; null when something else has it already. */
async function occupy(port: number): Promise<Server | null> {
  for (let tries = 0; tries < 50; tries++) {
    const server = createServer().listen(port, '127.0.0.1')
    try {
      await once(server, 'listening')
      return server
    } catch {
      await pause(100)
    }
  }
  return null
}

describe('a panel that runs', LIMIT, () => {
  let isolated: Isolated
  let panel: Started
  let cookie: string
  before(async () => {
    isolated = isolate()
    panel = await startPanel(isolated, '--port', '0')
    cookie = await cookieFrom(panel.link)
  })
  after(async () => {
    await panel.stop()
    isolated[Symbol.dispose]()
  })

  const request = (host: string, version = 'HTTP/1.1') =>
    `GET / ${version}\r\n${host === 'none' ? '' : `Host: ${host}\r\n`}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`

  const HOSTS: [host: (port: number) => string, status: number][] = [
    [(port) => `127.0.0.1:${port}`, 200],
    [(port) => `LOCALHOST:${port}`, 200],
    [(port) => `[::1]:${port}`, 200],
    [() => '', 421],
    [() => 'none', 421],
    [(port) => `0.0.0.0:${port}`, 421],
    [(port) => `localhost.:${port}`, 421],
    [(port) => `127.0.0.1.:${port}`, 421],
    [(port) => `127.0.0.1:${port}.`, 421],
    [(port) => `127.0.0.1:${port + 1}`, 421],
    [() => '127.0.0.1', 421],
    [(port) => `2130706433:${port}`, 421],
    [(port) => `127.0.0.1:${port}@evil.example`, 421],
    [(port) => `evil.example@127.0.0.1:${port}`, 421],
    [(port) => `127.0.0.1:${port}/`, 421],
    [(port) => `127.0.0.1:${port}, evil.example`, 421],
    [() => 'a b', 421],
    [() => '[::', 421],
    [() => 'localhost:99999999', 421],
    [() => '%6cocalhost', 421],
    [() => 'a'.repeat(4000), 421],
  ]

  for (const [hostOf, status] of HOSTS)
    test(`Host ${JSON.stringify(hostOf(7077).slice(0, 40))}: ${status}`, async () => {
      const port = portOf(panel)
      assert.match(await firstLineOf(port, request(hostOf(port))), new RegExp(`^HTTP/1.1 ${status} `))
    })

  test('without a Host in HTTP/1.0: 421', async () => {
    assert.match(await firstLineOf(portOf(panel), request('none', 'HTTP/1.0')), /^HTTP\/1.1 421 /)
  })

  test('two Hosts, one of them ours: 421', async () => {
    const ours = `Host: 127.0.0.1:${portOf(panel)}\r\n`
    for (const hosts of [`${ours}Host: evil.example\r\n`, `Host: evil.example\r\n${ours}`]) {
      const line = await firstLineOf(portOf(panel), `GET / HTTP/1.1\r\n${hosts}Cookie: ${cookie}\r\n\r\n`)
      assert.match(line, /^HTTP\/1.1 421 /)
    }
  })

  test('a foreign address in the request line does not help a foreign Host', async () => {
    const line = `GET ${panel.origin}/ HTTP/1.1\r\nHost: evil.example\r\nCookie: ${cookie}\r\n\r\n`
    assert.match(await firstLineOf(portOf(panel), line), /^HTTP\/1.1 421 /)
  })

  test('no other address of this machine leads to it', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of others)
      await assert.rejects(firstLineOf(portOf(panel), request(`127.0.0.1:${portOf(panel)}`), address), {
        code: 'ECONNREFUSED',
      })
  })

  test('its state is for its owner alone', () => {
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
    assert.equal(mode(stateOf(isolated)), '700')
    assert.equal(mode(join(stateOf(isolated), 'key')), '600')
    assert.equal(mode(join(stateOf(isolated), 'panel.json')), '600')
  })

  test('`hotplug open` gets a link that works once, and neither the cookie nor the key is printed', async () => {
    const { code, out, err } = await hotplug(isolated, 'open')
    assert.deepEqual([code, err], [0, ''])
    assert.match(out, /^http:\/\/127\.0\.0\.1:\d+\/\?t=\S{30,}\n$/)
    await cookieFrom(out.trim())
    assert.equal((await fetch(out.trim(), { redirect: 'manual' })).status, 401)
    assert.ok(!out.includes(readFileSync(join(stateOf(isolated), 'key'), 'utf8')))
  })
})

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  test(
    `${signal} ends it though an event stream is open; it printed one line and left no word of itself`,
    LIMIT,
    async () => {
      using isolated = isolate()
      const panel = await startPanel(isolated, '--port', '0')
      const cookie = await cookieFrom(panel.link)
      const stream = await openStream(panel, cookie)
      const cut = assert.rejects(once(stream, 'end'), { code: 'ECONNRESET' })
      await fetch(panel.link, { redirect: 'manual' })
      await fetch(`${panel.origin}/nothing?t=x`, { headers: { cookie } })
      assert.ok(existsSync(join(stateOf(isolated), 'panel.json')))

      const { code, printed, complaints } = await panel.stop(signal)
      await cut
      assert.deepEqual([code, complaints], [0, ''])
      assert.equal(printed, `${panel.link}\n`)
      assert.ok(!existsSync(join(stateOf(isolated), 'panel.json')))

      const secrets = [new URL(panel.link).searchParams.get('t') ?? '', cookie.split('=')[1] ?? '']
      assert.ok(secrets.every((secret) => secret.length > 20))
      for (const file of globSync('**/*', { cwd: stateOf(isolated), withFileTypes: true }).filter((f) => f.isFile()))
        for (const secret of secrets)
          assert.ok(!readFileSync(join(file.parentPath, file.name), 'latin1').includes(secret), file.name)
    },
  )

test('a signal before anybody came ends it just as well', LIMIT, async () => {
  using isolated = isolate()
  const panel = await startPanel(isolated, '--port', '0')
  assert.deepEqual(await panel.stop('SIGTERM'), { code: 0, printed: `${panel.link}\n`, complaints: '' })
})

test('a claude that never answers does not hold it up', LIMIT, async () => {
  using isolated = isolate({ program: '/dev/null' })
  const asked = join(isolated.root, 'asked')
  const program = join(isolated.root, 'claude')
  writeFileSync(program, `#!/bin/sh\ntouch ${asked}\nexec sleep 1000\n`, { mode: 0o755 })
  const panel = await startPanel({ ...isolated, program }, '--port', '0')
  while (!existsSync(asked)) await pause(20)
  assert.deepEqual(await panel.stop(), { code: 0, printed: `${panel.link}\n`, complaints: '' })
})

test('when 7077 is taken it finds a free port', LIMIT, async () => {
  using isolated = isolate()
  const taken = await occupy(7077)
  try {
    const panel = await startPanel(isolated)
    assert.notEqual(portOf(panel), 7077)
    await cookieFrom(panel.link)
    assert.equal((await panel.stop()).code, 0)
  } finally {
    taken?.close()
  }
})

test('a port that was asked for and is taken is an error, in one sentence', LIMIT, async () => {
  using isolated = isolate()
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const { code, out, err } = await hotplug(isolated, 'serve', '--no-open', '--port', String(port))
  taken.close()
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, new RegExp(`^Port ${port} is taken\\. [^\n]+\n$`))
  assert.ok(!existsSync(join(stateOf(isolated), 'panel.json')))
})

for (const port of ['65536', 'x'])
  test(`--port ${JSON.stringify(port)} is refused`, LIMIT, async () => {
    using isolated = isolate()
    const { code, out, err } = await hotplug(isolated, 'serve', '--no-open', `--port=${port}`)
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, /port/)
    assert.doesNotMatch(err, /\n\s+at /)
  })

test('two panels on one state folder both work, and each tells only of itself', LIMIT, async () => {
  using isolated = isolate()
  const [first, second] = await Promise.all([startPanel(isolated, '--port', '0'), startPanel(isolated, '--port', '0')])
  const cookies = [await cookieFrom(first.link), await cookieFrom(second.link)]
  assert.notEqual(cookies[0]?.split('=')[0], cookies[1]?.split('=')[0])
  const both = cookies.join('; ')
  const home = async ({ origin }: Started) => (await fetch(origin, { headers: { cookie: both } })).status
  assert.deepEqual([await home(first), await home(second)], [200, 200])
  assert.equal((await fetch(first.origin, { headers: { cookie: cookies[1] ?? '' } })).status, 401)

  assert.equal((await first.stop()).code, 0)
  assert.equal(await home(second), 200)
  assert.equal((await second.stop()).code, 0)
  assert.equal((await hotplug(isolated, 'open')).code, 2)
})
