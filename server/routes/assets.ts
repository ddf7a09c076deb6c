import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url))

const packaged = (specifier: string) => fileURLToPath(import.meta.resolve(specifier))

/** Every file a page may load, by the address it has: htmx from its package, and what lies in public/. */
const ASSETS: readonly (readonly [address: string, path: string])[] = [
  ['/htmx.js', packaged('htmx.org/dist/htmx.min.js')],
  ['/hx-sse.js', packaged('htmx.org/dist/ext/hx-sse.min.js')],
  ...readdirSync(PUBLIC).map((name) => [`/${name}`, PUBLIC + name] as const),
]

export function assetRoutes() {
  const routes = new Hono()
  for (const [address, path] of ASSETS) {
    routes.get(address, serveStatic({ path, onFound: (_path, c) => c.header('Cache-Control', 'no-cache') }))
  }
  return routes
}
