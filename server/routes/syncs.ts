import { type Context, Hono } from 'hono'
import { planPage } from '../../views/plan.ts'
import { syncAllPage, syncedPage } from '../../views/sync-all.ts'
import { plugin as addressOf, home, sync as planAddress, syncAll, syncs } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { planModel } from '../plugins/plugin-model.ts'
import { syncPlugin } from '../plugins/sync.ts'
import { beginSyncAll } from '../plugins/sync-all.ts'
import { syncAllModel, syncedManyModel } from '../plugins/sync-all-model.ts'
import { field, pageBefore, refusal } from './forms.ts'

/** What takes longer than this is followed by its progress, not by waiting for the answer (milliseconds). */
const WORTH_WAITING = 700

export function syncRoutes(panel: Panel) {
  const isFromCache = (c: Context) => c.req.query('from') === 'cache'
  const show = (c: Context, id: string, alert?: string) =>
    c.html(planPage(planModel(panel, id, isFromCache(c)), alert), alert ? 422 : 200)
  const showAll = async (c: Context, alert?: string) =>
    c.html(syncAllPage(await syncAllModel(panel), alert), alert ? 422 : 200)

  /** The home page as it was filtered, or the answer about the file as it was asked for. */
  const BACK: Record<string, (c: Context) => string | null> = {
    home: (c) => (pageBefore(c).startsWith('/?') ? pageBefore(c) : home()),
    why: (c) => (pageBefore(c).startsWith('/why?') ? pageBefore(c) : null),
  }

  return new Hono()
    .get('/plugins/:id/sync', (c) => show(c, c.req.param('id')))
    .post('/plugins/:id/sync', async (c) => {
      const id = c.req.param('id')
      const form = await c.req.parseBody()
      try {
        // Whoever sends a fingerprint has seen that very plan, with all that it overwrites.
        const seen = { shown: field(form, 'plan'), overwrite: true }
        await syncPlugin(panel, id, { ...seen, fromCache: isFromCache(c), dryRun: false })
        return c.redirect(BACK[field(form, 'back')]?.(c) ?? addressOf(id), 303)
      } catch (error) {
        c.header('HX-Push-Url', planAddress(id, isFromCache(c) ? 'cache' : 'source'))
        return show(c, id, refusal(error))
      }
    })
    .get(syncAll, (c) => showAll(c))
    .get('/syncs/:id{[0-9]{1,15}}', (c) => c.html(syncedPage(syncedManyModel(panel, Number(c.req.param('id'))))))
    .post(syncs, async (c) => {
      const form = await c.req.parseBody()
      try {
        const { done } = await beginSyncAll(panel, field(form, 'plans'))
        await Promise.race([done, new Promise((resolve) => setTimeout(resolve, WORTH_WAITING))])
        return c.redirect(home(), 303)
      } catch (error) {
        c.header('HX-Push-Url', syncAll)
        return showAll(c, refusal(error))
      }
    })
}
