import { Hono } from 'hono'
import { pluginPage } from '../../views/plugin.ts'
import { plugin as addressOf } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import type { Measure } from '../plugins/measure.ts'
import { pluginModel } from '../plugins/plugin-model.ts'
import { resolveFile } from '../plugins/resolve.ts'
import { field, pageBefore, refusal } from './forms.ts'
import { pluginQuery } from './queries.ts'

/** One file that was edited in the loaded copy: whose is kept. */
export const resolutionRoutes = (panel: Panel, measure: Measure) =>
  new Hono().post('/plugins/:id/files/resolution', async (c) => {
    const id = c.req.param('id')
    const form = await c.req.parseBody()
    const file = field(form, 'file')
    try {
      await resolveFile(panel, id, { file, keep: field(form, 'keep'), plan: field(form, 'plan') })
      return c.redirect(addressOf(id), 303)
    } catch (error) {
      const alert = refusal(error)
      const asked = Object.fromEntries(new URLSearchParams(pageBefore(c).split('?')[1]))
      const query = { ...pluginQuery(asked), file: file || null }
      c.header('HX-Push-Url', addressOf(id, { file: query.file }))
      return c.html(pluginPage(await pluginModel(panel, id, query, measure), alert), 422)
    }
  })
