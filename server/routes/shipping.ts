import { type Context, Hono } from 'hono'
import { shippingPage } from '../../views/shipping.ts'
import { shipping as addressOf } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { shippingModel } from '../plugins/doctor/shipping/model.ts'
import { startShipping } from '../plugins/doctor/shipping/ship.ts'
import { field, refusal } from './forms.ts'

export function shippingRoutes(panel: Panel) {
  const show = (c: Context, id: string, alert?: string) =>
    c.html(shippingPage(shippingModel(panel, id, c.req.query('file') ?? null), alert), alert ? 422 : 200)

  return new Hono()
    .get('/plugins/:id/shipping', (c) => show(c, c.req.param('id')))
    .post('/plugins/:id/shipping', async (c) => {
      const id = c.req.param('id')
      try {
        await startShipping(panel, id, field(await c.req.parseBody(), 'way'))
        return c.redirect(addressOf(id), 303)
      } catch (error) {
        return show(c, id, refusal(error))
      }
    })
}
