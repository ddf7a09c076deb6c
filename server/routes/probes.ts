import { type Context, Hono } from 'hono'
import { probePage } from '../../views/probe.ts'
import { probe as probeAddress } from '../../views/urls.ts'
import type { Panel } from '../panel.ts'
import { deleteResults, exported } from '../plugins/probe/keep.ts'
import { probeModel } from '../plugins/probe/model.ts'
import { dismissOffer } from '../plugins/probe/offer.ts'
import { startProbe } from '../plugins/probe/run.ts'
import { wantedFrom } from '../plugins/probe/wanted.ts'
import { field, fields, pageBefore, refusal } from './forms.ts'
import { probeQuery } from './queries.ts'

export function probeRoutes(panel: Panel) {
  const show = (c: Context, alert?: string) =>
    c.html(probePage(probeModel(panel, probeQuery(c.req.query())), alert), alert ? 422 : 200)

  return new Hono()
    .get('/probe', (c) => show(c))
    .post('/probe', async (c) => {
      const form = await c.req.parseBody({ all: true })
      const said = { what: field(form, 'what'), driver: field(form, 'driver'), again: field(form, 'again') }
      try {
        await startProbe(panel, wantedFrom({ ...said, only: fields(form, 'only') }))
        return c.redirect(probeAddress, 303)
      } catch (error) {
        return show(c, refusal(error))
      }
    })
    .get('/probe/export', (c) => {
      const version = probeQuery(c.req.query()).version || null
      c.header('Content-Disposition', `attachment; filename="${fileName(version)}"`)
      return c.json(exported(panel, version))
    })
    .post('/probe/deletion', async (c) => {
      try {
        deleteResults(panel, field(await c.req.parseBody(), 'version'))
        return c.redirect(probeAddress, 303)
      } catch (error) {
        return show(c, refusal(error))
      }
    })
    .post('/probe/offer', (c) => {
      dismissOffer(panel)
      return c.redirect(pageBefore(c), 303)
    })
}

/** A version comes from a program, and is to stay inside the quotes. */
const fileName = (version: string | null) =>
  `claude-code-${(version ?? 'all').replaceAll(/[^\w.-]/g, '_').slice(0, 60)}-measured.json`
