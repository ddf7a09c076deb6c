import { type Context, Hono } from 'hono'
import type { Panel } from '../panel.ts'
import { findPlugin } from '../plugins/find.ts'
import { ALL } from '../plugins/watching/watching.ts'
import { pageBefore } from './forms.ts'

/** The switches of sync on save: of one plugin, and of all that say nothing themselves. */
export function watchRoutes(panel: Panel) {
  const turn = (c: Context, id: string, wanted: boolean) => {
    panel.watching.set(id, wanted)
    return c.redirect(pageBefore(c), 303)
  }
  const one = (c: Context, id: string, wanted: boolean) => turn(c, findPlugin(panel, id).id, wanted)

  return new Hono()
    .post('/watch', (c) => turn(c, ALL, true))
    .delete('/watch', (c) => turn(c, ALL, false))
    .post('/plugins/:id/watch', (c) => one(c, c.req.param('id'), true))
    .delete('/plugins/:id/watch', (c) => one(c, c.req.param('id'), false))
}
