import { Hono } from 'hono'
import { homePage } from '../../views/plugins.ts'
import type { Panel } from '../panel.ts'
import { homeModel } from '../plugins/models.ts'
import { homeQuery } from './queries.ts'

export const homeRoutes = (panel: Panel) =>
  new Hono().get('/', (c) => c.html(homePage(homeModel(panel, homeQuery(c.req.query())))))
