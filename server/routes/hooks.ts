import { Hono } from 'hono'
import { hookPage } from '../../views/hook.ts'
import { hooksPage } from '../../views/hooks.ts'
import type { Panel } from '../panel.ts'
import { hookModel } from '../plugins/doctor/hook-model.ts'
import { hooksModel } from '../plugins/doctor/hooks/hooks-model.ts'
import { hookQuery, hooksQuery } from './queries.ts'

export const hookRoutes = (panel: Panel) =>
  new Hono()
    .get('/hooks', async (c) => c.html(hooksPage(await hooksModel(panel, hooksQuery(c.req.query())))))
    .get('/hooks/:id', async (c) =>
      c.html(hookPage(await hookModel(panel, c.req.param('id'), hookQuery(c.req.query())))),
    )
