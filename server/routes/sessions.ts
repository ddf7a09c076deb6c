import { Hono } from 'hono'
import { sessionsPage } from '../../views/sessions.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { sessionsModel } from '../plugins/sessions/report.ts'
import { sessionsQuery } from './queries.ts'

export const sessionRoutes = (panel: Panel) =>
  new Hono()
    .get('/sessions', async (c) => c.html(sessionsPage(await sessionsModel(panel, sessionsQuery(c.req.query())))))
    .get('/sessions/:pid', async (c) => {
      const text = c.req.param('pid')
      if (!/^[1-9]\d{0,9}$/.test(text)) throw new HotplugError(404, 'A session is known by the number of its process.')
      return c.html(sessionsPage(await sessionsModel(panel, { pid: Number(text) })))
    })
