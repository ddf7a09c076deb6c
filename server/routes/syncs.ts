import { type Context, Hono } from 'hono'
import { planPage } from '../../views/plan.ts'
import { plugin as addressOf, home, sync as planAddress } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { planModel } from '../plugins/plugin-model.ts'
import { syncPlugin } from '../plugins/sync.ts'
import { field, pageBefore, refusal } from './forms.ts'

export function syncRoutes(panel: Panel) {
  const isFromCache = (c: Context) => c.req.query('from') === 'cache'
  const show = (c: Context, id: string, alert?: string) =>
    c.html(planPage(planModel(panel, id, isFromCache(c)), alert), alert ? 422 : 200)

  /** The home page as it was filtered. */
  const homeBefore = (c: Context) => (pageBefore(c).startsWith('/?') ? pageBefore(c) : home())

  return new Hono()
    .get('/plugins/:id/sync', (c) => show(c, c.req.param('id')))
    .post('/plugins/:id/sync', async (c) => {
      const id = c.req.param('id')
      const form = await c.req.parseBody()
      try {
        // Whoever sends a fingerprint has seen that very plan, with all that it overwrites.
        const seen = { shown: field(form, 'plan'), overwrite: true }
        await syncPlugin(panel, id, { ...seen, fromCache: isFromCache(c), dryRun: false })
        return c.redirect(field(form, 'back') === 'home' ? homeBefore(c) : addressOf(id), 303)
      } catch (error) {
        c.header('HX-Push-Url', planAddress(id, isFromCache(c) ? 'cache' : 'source'))
        return show(c, id, refusal(error))
      }
    })
}
