import { type Context, Hono } from 'hono'
import { cachePage } from '../../views/cache.ts'
import { clearingPage } from '../../views/cache-clearing.ts'
import { cache as cacheAddress, clearing as clearingAddress } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { clearCache } from '../plugins/cache/clear.ts'
import { wantedOf } from '../plugins/cache/clear-plan.ts'
import { cacheModel, clearingModel } from '../plugins/cache/model.ts'
import { openCacheSizes } from '../plugins/cache/sizes.ts'
import type { Measure } from '../plugins/measure.ts'
import { field, refusal } from './forms.ts'
import { cacheQuery, clearingQuery } from './queries.ts'

export function cacheRoutes(panel: Panel, measure: Measure) {
  const sizes = openCacheSizes(measure, () => panel.live.publish('inventory'))

  const show = (c: Context, what: string, alert?: string) => {
    const model = clearingModel(panel, sizes, what)
    return c.html(clearingPage(model, alert), alert || model.refusal ? 422 : 200)
  }

  return new Hono()
    .get('/cache', (c) => c.html(cachePage(cacheModel(panel, sizes, cacheQuery(c.req.query())))))
    .get('/cache/clearing', (c) => show(c, clearingQuery(c.req.query()).what))
    .post('/cache/clearing', async (c) => {
      const form = await c.req.parseBody()
      const what = clearingQuery({ what: field(form, 'what') }).what
      try {
        await clearCache(panel, wantedOf(what), field(form, 'plan'))
        return c.redirect(cacheAddress(), 303)
      } catch (error) {
        c.header('HX-Push-Url', clearingAddress(what))
        return show(c, what, refusal(error))
      }
    })
}
