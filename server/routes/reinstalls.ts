import { type Context, Hono } from 'hono'
import { reinstallPage } from '../../views/reinstall.ts'
import { reinstall as addressOf } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { reinstallModel } from '../plugins/reinstall/model.ts'
import { startReinstall } from '../plugins/reinstall/reinstall.ts'
import { field, refusal } from './forms.ts'
import { reinstallQuery } from './queries.ts'

export function reinstallRoutes(panel: Panel) {
  const show = (c: Context, id: string, action: number | null, alert?: string) =>
    c.html(reinstallPage(reinstallModel(panel, id, action), alert), alert ? 422 : 200)

  return new Hono()
    .get('/plugins/:id/reinstall', (c) => show(c, c.req.param('id'), reinstallQuery(c.req.query()).action))
    .post('/plugins/:id/reinstall', async (c) => {
      const id = c.req.param('id')
      try {
        const action = await startReinstall(panel, id, field(await c.req.parseBody(), 'plan'))
        return c.redirect(addressOf(id, action), 303)
      } catch (error) {
        return show(c, id, null, refusal(error))
      }
    })
}
