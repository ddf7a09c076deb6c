import { setTimeout as pause } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { hookPage } from '../../views/hook.ts'
import { hook as hookAddress } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { dropFixture, keepFixture } from '../plugins/doctor/bench/fixtures.ts'
import { runHook } from '../plugins/doctor/bench/run.ts'
import { hookModel } from '../plugins/doctor/hook-model.ts'
import { field, refusal } from './forms.ts'

/** So long the browser waits for a run; what takes longer is shown when it has ended (milliseconds). */
const PATIENCE = 400

/** Running a hook on the bench, and keeping what it was given. */
export function hookRunRoutes(panel: Panel) {
  const act = async (c: Context, id: string, input: string | null, work: () => Promise<unknown>) => {
    try {
      await work()
      return c.redirect(hookAddress(id, input), 303)
    } catch (error) {
      const sentence = refusal(error)
      return c.html(hookPage(await hookModel(panel, id, { input }), sentence), 422)
    }
  }

  return new Hono()
    .post('/hooks/:id/runs', async (c) => {
      const form = await c.req.parseBody()
      const input = field(form, 'input') || null
      return act(c, c.req.param('id'), input, async () => {
        const running = runHook(panel, c.req.param('id'), {
          ...{ fingerprint: field(form, 'fingerprint'), confirmed: field(form, 'confirmed') === 'yes' },
          ...{ send: field(form, 'send') === 'yes', input, text: field(form, 'stdin') },
          ...{ runs: Number(field(form, 'runs') || '1'), against: field(form, 'against') || null },
        })
        // What it comes to is shown by the page, which is told when it has ended.
        running.catch(() => {})
        await Promise.race([running, pause(PATIENCE)])
      })
    })
    .post('/hooks/:id/fixtures', async (c) => {
      const form = await c.req.parseBody()
      const [id, drop] = [c.req.param('id'), field(form, 'drop')]
      return act(c, id, null, async () =>
        drop === '' ? await keepFixture(panel, id, field(form, 'name')) : dropFixture(panel, id, drop),
      )
    })
}
