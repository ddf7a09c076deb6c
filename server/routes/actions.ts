import { Hono } from 'hono'
import { historyPage } from '../../views/history.ts'
import { history as historyAddress } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { historyModel } from '../plugins/models.ts'
import { undoAction } from '../plugins/undo.ts'
import { pageBefore, refusal } from './forms.ts'

export const actionRoutes = (panel: Panel) =>
  new Hono()
    .post('/actions/:id{[0-9]{1,15}}/undo', async (c) => {
      try {
        await undoAction(panel, Number(c.req.param('id')))
        return c.redirect(pageBefore(c), 303)
      } catch (error) {
        c.header('HX-Push-Url', historyAddress())
        return c.html(historyPage(historyModel(panel, null), refusal(error)), 422)
      }
    })
    .post('/actions/:id{[0-9]{1,15}}/dismissal', (c) => {
      panel.store.dismiss(Number(c.req.param('id')))
      panel.live.publish('history')
      return c.redirect(pageBefore(c), 303)
    })
