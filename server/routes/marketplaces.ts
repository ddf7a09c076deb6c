import { Hono } from 'hono'
import { marketplacesPage } from '../../views/marketplaces.ts'
import type { Panel } from '../panel.ts'
import type { Measure } from '../plugins/measure.ts'
import { marketplacesModel } from '../plugins/models.ts'

export const marketplaceRoutes = (panel: Panel, measure: Measure) =>
  new Hono().get('/marketplaces', async (c) => c.html(marketplacesPage(await marketplacesModel(panel, measure))))
