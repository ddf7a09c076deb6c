import { Hono } from 'hono'
import { guidePage } from '../../views/guide.ts'
import type { Panel } from '../panel.ts'
import { guideModel } from '../plugins/models.ts'
import { guideQuery } from './queries.ts'

export const guideRoutes = (panel: Panel) =>
  new Hono().get('/guide', (c) => c.html(guidePage(guideModel(panel, guideQuery(c.req.query())))))
