import { Hono } from 'hono'
import { marketplacesPage } from '../../views/marketplaces.ts'
import type { Panel } from '../panel.ts'
import { marketplacesModel } from '../plugins/models.ts'

export const marketplaceRoutes = (panel: Panel) =>
  new Hono().get('/marketplaces', (c) => c.html(marketplacesPage(marketplacesModel(panel))))
