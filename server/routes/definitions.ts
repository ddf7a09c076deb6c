import { Hono } from 'hono'
import { definitionsPage } from '../../views/definitions.ts'
import type { Panel } from '../panel.ts'
import { definitionsModel } from '../plugins/doctor/definitions-model.ts'
import { definitionsQuery } from './queries.ts'

export const definitionsRoutes = (panel: Panel) =>
  new Hono().get('/skills', async (c) =>
    c.html(definitionsPage(await definitionsModel(panel, definitionsQuery(c.req.query())))),
  )
