import { Hono } from 'hono'
import { whyPage } from '../../views/why.ts'
import type { Panel } from '../panel.ts'
import { whyModel } from '../plugins/why/model.ts'
import { whyQuery } from './queries.ts'

export const whyRoutes = (panel: Panel) =>
  new Hono().get('/why', async (c) => c.html(whyPage(await whyModel(panel, whyQuery(c.req.query())))))
