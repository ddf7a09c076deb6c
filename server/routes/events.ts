import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { HotplugError } from '../errors.ts'
import type { Live } from '../live.ts'

/** A browser opens one stream per visible tab; more than this is not a person. */
const MOST_STREAMS = 40

export const eventRoutes = ({ live }: { live: Live }) =>
  new Hono().get('/events', (c) => {
    if (live.listeners() >= MOST_STREAMS) throw new HotplugError(503, 'Too many pages of the panel are open.')
    return streamSSE(c, async (stream) => {
      const unsubscribe = live.subscribe((topic) => void stream.writeSSE({ event: topic, data: '' }))
      await new Promise<void>((gone) => stream.onAbort(gone))
      unsubscribe()
    })
  })
