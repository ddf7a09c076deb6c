import { type Context, Hono } from 'hono'
import { modesPage } from '../../views/modes.ts'
import { modes as addressOf } from '../../views/urls.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { isBetween, nowCalled } from '../plugins/modes/called.ts'
import { modesModel } from '../plugins/modes/model.ts'
import { modeNamed } from '../plugins/modes/plan.ts'
import { switchMode } from '../plugins/modes/switch.ts'
import type { ModeName } from '../plugins/modes/types.ts'
import { field, refusal } from './forms.ts'
import { modesQuery } from './queries.ts'

/** The ways to develop a plugin. A switch can give it another id, and taking it back the old one. */
export function modeRoutes(panel: Panel) {
  const show = (c: Context, id: string, to: ModeName | null, alert?: string) =>
    c.html(modesPage(modesModel(panel, id, to), alert), alert ? 422 : 200)

  return new Hono()
    .get('/plugins/:id/modes', (c) => {
      const id = c.req.param('id')
      // The page that started the switch looks again meanwhile, and stays as it is.
      if (isBetween(panel, id)) return c.body(null, 204)
      const now = nowCalled(panel, id)
      return now === id ? show(c, id, modesQuery(c.req.query()).to) : c.redirect(addressOf(now), 303)
    })
    .post('/plugins/:id/modes', async (c) => {
      const id = c.req.param('id')
      const form = await c.req.parseBody()
      try {
        const to = modeNamed(field(form, 'mode'))
        const shown = field(form, 'plan')
        if (shown === '') throw new HotplugError(422, 'Look first at what the switch would do.')
        const { id: called } = await switchMode(panel, id, to, { dryRun: false, shown })
        return c.redirect(addressOf(called), 303)
      } catch (error) {
        return show(c, nowCalled(panel, id), null, refusal(error))
      }
    })
}
