import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { secureHeaders } from 'hono/secure-headers'
import { HotplugError } from './errors.ts'

const SAFE_METHODS = ['GET', 'HEAD']

const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
}

export type Perimeter = ReturnType<typeof createPerimeter>

/**
 * Who may speak to the panel: browsers that came by the printed one-time link, and whoever can read the key file.
 * Loopback is no boundary (other users, containers, DNS rebinding), so every request of every path is checked.
 * `port` is asked for late: it is known only when the server listens.
 */
export function createPerimeter({ port, key }: { port: () => number; key: string }) {
  const tickets = new Set<string>()
  const sessions = new Set<string>()
  const cookieName = `hotplug_${randomBytes(4).toString('hex')}`

  /** A link that opens the panel once. */
  function issueLink(): string {
    const ticket = randomBytes(24).toString('base64url')
    tickets.add(digest(ticket))
    return `http://127.0.0.1:${port()}/?t=${ticket}`
  }

  const checkHost: MiddlewareHandler = async function checkHost(c, next) {
    const host = c.req.raw.headers.get('host')?.toLowerCase() ?? ''
    const ours = [`127.0.0.1:${port()}`, `localhost:${port()}`, `[::1]:${port()}`]
    if (!ours.includes(host)) throw new HotplugError(421, 'This panel answers only under its own address.')
    await next()
  }

  const checkOrigin: MiddlewareHandler = async function checkOrigin(c, next) {
    if (!SAFE_METHODS.includes(c.req.method) && !isSameOrigin(c) && !hasKey(c)) {
      throw new HotplugError(403, 'This request did not come from a page of the panel.')
    }
    await next()
  }

  const checkSession: MiddlewareHandler = async function checkSession(c, next) {
    const ticket = c.req.path === '/' ? c.req.query('t') : undefined
    if (ticket !== undefined && c.req.method === 'GET') return openSession(c, ticket)
    const cookie = getCookie(c, cookieName)
    if (!(cookie && sessions.has(digest(cookie))) && !hasKey(c)) throw noSession()
    await next()
  }

  function openSession(c: Context, ticket: string) {
    if (!tickets.delete(digest(ticket))) {
      const cookie = getCookie(c, cookieName)
      if (cookie && sessions.has(digest(cookie))) return c.redirect('/', 303)
      deleteCookie(c, cookieName)
      throw noSession()
    }
    const session = randomBytes(32).toString('base64url')
    sessions.add(digest(session))
    setCookie(c, cookieName, session, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 30 * 24 * 3600 })
    return c.redirect('/', 303)
  }

  function isSameOrigin(c: Context) {
    const site = c.req.header('sec-fetch-site')
    if (site !== undefined) return site === 'same-origin'
    return c.req.header('origin') === `http://${c.req.header('host')?.toLowerCase()}`
  }

  function hasKey(c: Context) {
    const given = c.req.header('authorization')?.match(/^Bearer (\S+)$/)?.[1]
    return given !== undefined && timingSafeEqual(hash(given), hash(key))
  }

  const headers = secureHeaders({
    strictTransportSecurity: false,
    contentSecurityPolicy: POLICY,
    referrerPolicy: 'no-referrer',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
  })

  return { issueLink, middleware: [headers, checkHost, checkOrigin, checkSession] }
}

const noSession = () =>
  new HotplugError(
    401,
    'This panel opens through the one-time link that was printed where it was started.',
    'Run `npm run -s hotplug -- open` for a new link.',
  )

const hash = (text: string) => createHash('sha256').update(text).digest()
const digest = (text: string) => hash(text).toString('base64')
