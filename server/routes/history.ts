import { Hono } from 'hono'
import { historyPage } from '../../views/history.ts'
import type { Panel } from '../panel.ts'
import { historyModel } from '../plugins/models.ts'
import { historyQuery } from './queries.ts'

export const historyRoutes = (panel: Panel) =>
  new Hono().get('/history', (c) => c.html(historyPage(historyModel(panel, historyQuery(c.req.query()).plugin))))
