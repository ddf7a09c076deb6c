import { type Context, Hono } from 'hono'
import { definitionPage } from '../../views/definition.ts'
import { definition as addressOf } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { definitionModel, findDefinition } from '../plugins/doctor/definition-model.ts'
import { startTrial } from '../plugins/doctor/trial.ts'
import { field, refusal } from './forms.ts'

export function definitionRoutes(panel: Panel) {
  const show = async (c: Context, id: string, alert?: string) =>
    c.html(definitionPage(await definitionModel(panel, id), alert), alert ? 422 : 200)

  return new Hono()
    .get('/skills/:id', (c) => show(c, c.req.param('id')))
    .post('/skills/:id/trial', async (c) => {
      const id = c.req.param('id')
      const form = await c.req.parseBody()
      const { definition } = await findDefinition(panel, id)
      try {
        const given = field(form, 'arguments').trim()
        await startTrial(panel, { definition, hash: field(form, 'hash'), given, run: field(form, 'run') === 'yes' })
        return c.redirect(addressOf(id), 303)
      } catch (error) {
        return show(c, id, refusal(error))
      }
    })
}
