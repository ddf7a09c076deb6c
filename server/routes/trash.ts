import { type Context, Hono } from 'hono'
import { trashPage } from '../../views/trash.ts'
import { trashActionPage } from '../../views/trash-action.ts'
import { emptyingPage } from '../../views/trash-emptying.ts'
import { restorePage } from '../../views/trash-restore.ts'
import { emptying, restoration, trash as trashAddress } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { changeLimits, emptyTrash, planEmptying } from '../plugins/trash/empty.ts'
import { limitsFrom } from '../plugins/trash/limits.ts'
import { trashLineModel, trashModel } from '../plugins/trash/model.ts'
import { restoreFromTrash } from '../plugins/trash/restore.ts'
import { emptyingModel, restoreModel } from '../plugins/trash/reviews.ts'
import { field, fields, pageBefore, refusal } from './forms.ts'
import { trashQuery } from './queries.ts'

const TOKEN = ':token{[a-z0-9]{1,16}-[0-9a-f]{8}}'

export function trashRoutes(panel: Panel) {
  const list = (c: Context, alert?: string) =>
    c.html(trashPage(trashModel(panel, trashQuery(c.req.query()).page), alert), alert ? 422 : 200)

  /** The address of the review stays, so that looking again shows it again. */
  const review = (c: Context, token: string, files: readonly string[] | null, alert?: string) => {
    if (alert) c.header('HX-Push-Url', restoration(token, files))
    return c.html(restorePage(restoreModel(panel, { name: token, files }), alert), alert ? 422 : 200)
  }

  const emptyingReview = (c: Context, names: readonly string[] | null, alert?: string) => {
    if (alert) c.header('HX-Push-Url', emptying(names))
    return c.html(
      emptyingPage(emptyingModel(panel, planEmptying(panel, names), { names, limits: null }), alert),
      alert ? 422 : 200,
    )
  }

  return new Hono()
    .get('/trash', (c) => list(c))
    .get('/trash/emptying', (c) => emptyingReview(c, someOf(c.req.queries('action'))))
    .post('/trash/emptying', async (c) => {
      const form = await c.req.parseBody({ all: true })
      const names = someOf(fields(form, 'action'))
      try {
        await emptyTrash(panel, { names, shown: field(form, 'plan') })
        return c.redirect(trashAddress(), 303)
      } catch (error) {
        return emptyingReview(c, names, refusal(error))
      }
    })
    .post('/trash/limits', async (c) => {
      const form = await c.req.parseBody()
      try {
        const limits = limitsFrom(field(form, 'days'), field(form, 'size'))
        const plan = await changeLimits(panel, limits, field(form, 'plan') || null)
        if (plan === null) return c.redirect(trashAddress(), 303)
        return c.html(emptyingPage(emptyingModel(panel, plan, { names: null, limits })), 422)
      } catch (error) {
        return list(c, refusal(error))
      }
    })
    .get(`/trash/${TOKEN}`, (c) =>
      c.html(trashActionPage(trashLineModel(panel, c.req.param('token'), trashQuery(c.req.query()).q))),
    )
    .get(`/trash/${TOKEN}/restoration`, (c) => review(c, c.req.param('token'), someOf(c.req.queries('file'))))
    .post(`/trash/${TOKEN}/restoration`, async (c) => {
      const token = c.req.param('token')
      const form = await c.req.parseBody({ all: true })
      const files = someOf(fields(form, 'file'))
      const seen = { shown: field(form, 'plan'), overwrite: field(form, 'overwrite') === 'yes' }
      try {
        await restoreFromTrash(panel, { name: token, files, ...seen })
        return c.redirect(seen.overwrite ? trashAddress() : pageBefore(c), 303)
      } catch (error) {
        return review(c, token, files, withoutCommand(refusal(error)))
      }
    })
}

/** The page has a button for what the command line has an option for. */
const withoutCommand = (alert: string) => alert.replace(/ `hotplug trash [^`]*` does so\.$/, '')

const someOf = (names: readonly string[] | undefined) => (names && names.length > 0 ? names : null)
