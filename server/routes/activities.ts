import { type Context, Hono } from 'hono'
import { activityLine } from '../../views/activity.ts'
import type { Panel } from '../panel.ts'
import { shellOf } from '../plugins/models.ts'

export function activityRoutes(panel: Panel) {
  const show = (c: Context) => c.html(activityLine(shellOf(panel)))
  return new Hono().get('/activities', show).delete('/activities/:id{[0-9]{1,9}}', (c) => {
    panel.activities.cancel(Number(c.req.param('id')))
    return show(c)
  })
}
