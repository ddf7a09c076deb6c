import { request as plainRequest } from 'node:http'
import { request as securedRequest } from 'node:https'
import { keepFirst } from './keep-first.ts'
import type { Request } from './request.ts'
import type { Limits, Run } from './types.ts'

/**
 * Sends what Claude Code would send, and tells the answer as a run: its body is what would be standard output, and any
 * status but 2xx counts as exit code 1. No redirect is followed. It never rejects.
 */
export function postOnce(request: Request, stdin: string, limits: Limits, signal?: AbortSignal): Promise<Run> {
  const began = performance.now()
  const kept = keepFirst(limits.bytes)
  const stop = new AbortController()
  return new Promise((resolve) => {
    let why: Run['ended'] = 'by itself'
    const end = (ended: Run['ended']) => {
      why = ended
      stop.abort()
    }
    const cancel = () => end('cancelled')
    const tooLong = setTimeout(end, limits.milliseconds, 'time limit')
    signal?.addEventListener('abort', cancel)
    if (signal?.aborted) cancel()

    function finish(part: Partial<Run>) {
      clearTimeout(tooLong)
      signal?.removeEventListener('abort', cancel)
      resolve({
        ...{ stdout: kept.text(), stderr: '', cut: kept.isFull(), code: null, signal: null, status: null },
        ...{ problem: null, leftBehind: 0, milliseconds: performance.now() - began, ended: why },
        ...part,
      })
    }
    const failed = (error: Error & { code?: string }) =>
      finish(why === 'by itself' ? { code: 1, stderr: error.message || (error.code ?? 'no answer') } : {})
    try {
      const body = Buffer.from(stdin.trimEnd())
      const send = request.url.startsWith('https:') ? securedRequest : plainRequest
      const headers = [...request.headers.flat(), 'Host', request.host, 'Content-Length', String(body.length)]
      const sent = send(request.url, { method: 'POST', headers, signal: stop.signal, agent: false }, (response) => {
        const status = response.statusCode ?? 0
        const isFine = status >= 200 && status < 300
        response.on('data', (chunk: Buffer) => {
          kept.add(chunk)
          if (kept.isFull()) end('too much output')
        })
        response.on('error', failed)
        response.on('end', () => finish({ status, code: isFine ? 0 : 1, stderr: isFine ? '' : `HTTP ${status}` }))
      })
      sent.on('error', failed)
      sent.end(body)
    } catch (error) {
      finish({ ended: 'not started', problem: error instanceof Error ? error.message : String(error) })
    }
  })
}
