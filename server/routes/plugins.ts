import { type Context, Hono } from 'hono'
import { pluginPage } from '../../views/plugin.ts'
import { plugin as addressOf } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { installDependencies } from '../plugins/dependencies.ts'
import { linkPlugin, unlinkPlugin } from '../plugins/links.ts'
import type { Measure } from '../plugins/measure.ts'
import { pluginModel } from '../plugins/plugin-model.ts'
import { field, refusal } from './forms.ts'
import { pluginQuery } from './queries.ts'

export function pluginRoutes(panel: Panel, measure: Measure) {
  const show = async (c: Context, id: string, alert?: string) =>
    c.html(pluginPage(await pluginModel(panel, id, pluginQuery(c.req.query()), measure), alert), alert ? 422 : 200)

  const act = async (c: Context, id: string, work: () => Promise<unknown>) => {
    try {
      await work()
      return c.redirect(addressOf(id), 303)
    } catch (error) {
      return show(c, id, refusal(error))
    }
  }

  return new Hono()
    .get('/plugins/:id', async (c) => {
      const query = pluginQuery(c.req.query())
      const model = await pluginModel(panel, c.req.param('id'), query, measure)
      // The file that is shown stands in the address, so that it stays when others change.
      const first = query.file === null ? model.files.find((file) => file.state !== 'same') : undefined
      return first
        ? c.redirect(addressOf(model.status.plugin.id, { ...model.query, file: first.path }), 303)
        : c.html(pluginPage(model))
    })
    .post('/plugins/:id/link', async (c) => {
      const id = c.req.param('id')
      const directory = field(await c.req.parseBody(), 'directory')
      return act(c, id, () => linkPlugin(panel, id, directory))
    })
    .delete('/plugins/:id/link', (c) => {
      const id = c.req.param('id')
      return act(c, id, () => unlinkPlugin(panel, id))
    })
    .post('/plugins/:id/dependencies', (c) => {
      const id = c.req.param('id')
      return act(c, id, () => installDependencies(panel, id))
    })
}
