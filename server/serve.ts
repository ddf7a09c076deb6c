import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { flushCompileCache } from 'node:module'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import openInBrowser from 'open'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { HotplugError } from './errors.ts'
import { openPanel } from './panel.ts'
import { createPerimeter } from './perimeter.ts'
import { attend } from './plugins/attend.ts'
import { keepEdits } from './plugins/edits/keeper.ts'
import { recoverActions } from './plugins/recovery.ts'
import { keepTrash } from './plugins/trash/keeper.ts'
import { announceRunning, readKey } from './running.ts'
import { openPool } from './trees/pool.ts'

const USUAL_PORT = 7077

/** Opens the panel on 127.0.0.1 and returns its one-time link; `close` ends it, event streams open or not. */
export async function servePanel(config: Config, options: { port: number | null; open: boolean }) {
  flushCompileCache()
  const pool = openPool()
  const panel = openPanel(config, pool.compare, pool.apply)
  await recoverActions(panel)

  let port = 0
  const perimeter = createPerimeter({ port: () => port, key: readKey(config.stateDir) })
  const server = serverFor(createApp({ panel, perimeter, measure: pool.measure }).fetch)
  port = await listen(server, options.port)
  const takeBack = announceRunning(config.stateDir, port)
  panel.survey.inventory()
  const attention = attend(panel)
  const trash = keepTrash(panel, { thorough: true })
  const edits = keepEdits(panel)

  const link = perimeter.issueLink()
  if (options.open) await openInBrowser(link).catch(() => undefined)
  return {
    link,
    async close() {
      takeBack()
      server.close()
      server.closeAllConnections()
      panel.validating.close()
      panel.bench.close()
      await panel.probing.close()
      await attention.close()
      await trash.close()
      edits.close()
      await pool.close()
      panel.close()
    },
  }
}

/**
 * The perimeter judges the Host header as it was sent. Before that, Node would answer 400 to a missing one, and
 * @hono/node-server 2.1.8, which builds the address of a request from it, to a malformed one: neither gets to judge.
 */
function serverFor(fetch: Parameters<typeof getRequestListener>[0]): Server {
  const listener = getRequestListener(fetch, { hostname: '127.0.0.1' })
  return createServer({ requireHostHeader: false }, (incoming, outgoing) => {
    incoming.headers.host = ''
    void listener(incoming, outgoing)
  })
}

/** The port asked for, else the usual one, else any that is free. */
async function listen(server: Server, asked: number | null): Promise<number> {
  try {
    return await listenOn(server, asked ?? USUAL_PORT)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    if (asked !== null) throw new HotplugError(503, `Port ${asked} is taken.`, 'Leave --port out to get a free one.')
    return await listenOn(server, 0)
  }
}

async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
