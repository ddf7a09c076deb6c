import { Hono } from 'hono'
import type { Panel } from '../panel.ts'
import { pageBefore } from './forms.ts'

/** Looks at everything again, whatever the watcher said. */
export const checkRoutes = (panel: Panel) =>
  new Hono().post('/checks', async (c) => {
    await panel.checkAll()
    return c.redirect(pageBefore(c), 303)
  })
