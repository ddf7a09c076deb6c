import { type Context, Hono } from 'hono'
import { doctorPage } from '../../views/doctor.ts'
import { checkPage, checksPage } from '../../views/doctor-check.ts'
import { doctor as addressOf } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { checkModel, checksModel, doctorModel } from '../plugins/doctor/model.ts'
import { muteFinding, unmuteFinding } from '../plugins/doctor/mute.ts'
import { field, pageBefore, refusal } from './forms.ts'
import { doctorQuery } from './queries.ts'

export function doctorRoutes(panel: Panel) {
  const show = async (c: Context, alert?: string) =>
    c.html(doctorPage(await doctorModel(panel, doctorQuery(c.req.query())), alert), alert ? 422 : 200)

  /** A finding is muted where it stands, which may be any page. */
  const act = async (c: Context, work: () => void) => {
    try {
      work()
      return c.redirect(pageBefore(c), 303)
    } catch (error) {
      const alert = refusal(error)
      c.header('HX-Push-Url', addressOf())
      return show(c, alert)
    }
  }

  return new Hono()
    .get('/doctor', (c) => show(c))
    .get('/doctor/checks', async (c) => c.html(checksPage(await checksModel(panel))))
    .get('/doctor/checks/:name', async (c) => c.html(checkPage(await checkModel(panel, c.req.param('name')))))
    .post('/doctor/findings/:id/mute', async (c) => {
      const reason = field(await c.req.parseBody(), 'reason')
      return act(c, () => muteFinding(panel, c.req.param('id'), reason))
    })
    .delete('/doctor/findings/:id/mute', (c) => act(c, () => unmuteFinding(panel, c.req.param('id'))))
}
