import type { Hook } from '../hooks/types.ts'

/** What Claude Code would send for an http hook (recorded from 2.1.329). */
export type Request = {
  url: string
  host: string
  /** Whether it stays on this machine. */
  isLoopback: boolean
  headers: readonly (readonly [string, string])[]
  /** Variables that headers name: the bench has none of them. */
  variables: readonly string[]
}

/** Null for a hook that is no http hook; a sentence where its address is none. */
export function requestOf({ type, handler }: Hook): Request | string | null {
  if (type !== 'http') return null
  const { url, headers } = handler
  if (typeof url !== 'string' || url === '') return 'It has no `url`, so nothing could be sent.'
  const address = URL.canParse(url) ? new URL(url) : null
  if (address === null || !/^https?:$/.test(address.protocol)) return 'Its `url` is no address of the web.'
  if (address.username !== '' || address.password !== '')
    return 'Its `url` holds a name or a password, which the bench does not send.'
  const own = typeof headers === 'object' && headers !== null ? Object.entries(headers) : []
  const written = own.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return {
    url: address.href,
    host: address.host,
    isLoopback: LOOPBACK.test(address.hostname),
    headers: [...USUAL, ...written.map(([name, value]) => [name, value.replaceAll(VARIABLE, '')] as const)],
    variables: [...new Set(written.flatMap(([, value]) => [...value.matchAll(VARIABLE)].map(([name]) => name)))],
  }
}

const USUAL = [
  ['Accept', 'application/json, text/plain, */*'],
  ['Content-Type', 'application/json'],
  ['User-Agent', 'axios/1.15.2'],
] as const

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/

const VARIABLE = /\$\{?[A-Za-z_]\w*\}?/g
