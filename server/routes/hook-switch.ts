import { type Context, Hono } from 'hono'
import { hookSwitchPage } from '../../views/hook-switch.ts'
import { hook as hookAddress, hookSwitch as switchAddress } from '../../views/urls.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { applySwitch, showSwitch } from '../plugins/doctor/conditions/switch.ts'
import { shellOf } from '../plugins/models.ts'
import { field, refusal } from './forms.ts'

/** Switching a conditional hook on or off in a project: first what would change, then the change. */
export function hookSwitchRoutes(panel: Panel) {
  async function show(c: Context, hook: string, wanted: { project: string; condition: string }, alert?: string) {
    try {
      const shown = await showSwitch(panel, { hook, ...wanted })
      return c.html(hookSwitchPage({ shell: shellOf(panel), hook, shown }, alert), alert ? 422 : 200)
    } catch (error) {
      const sentence = alert ?? refusal(error)
      return c.html(hookSwitchPage({ shell: shellOf(panel), hook, shown: null }, sentence), 422)
    }
  }

  return new Hono()
    .get('/hooks/:id/switch', (c) =>
      show(c, c.req.param('id'), { project: c.req.query('project') ?? '', condition: c.req.query('condition') ?? '' }),
    )
    .post('/hooks/:id/switch', async (c) => {
      const id = c.req.param('id')
      const form = await c.req.parseBody()
      const wanted = { project: field(form, 'project'), condition: field(form, 'condition') }
      try {
        const shown = field(form, 'plan')
        if (shown === '') throw new HotplugError(422, 'Look first at what the switch would change.')
        await applySwitch(panel, { hook: id, ...wanted }, shown)
        return c.redirect(hookAddress(id), 303)
      } catch (error) {
        const sentence = refusal(error)
        c.header('HX-Push-Url', switchAddress(id, wanted))
        return show(c, id, wanted, sentence)
      }
    })
}
