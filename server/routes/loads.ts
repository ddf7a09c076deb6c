import { type Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import { loadsPage } from '../../views/loads.ts'
import { loads } from '../../views/urls.ts'
import { historyLines } from '../loading/export.ts'
import { loadsModel } from '../loading/history-model.ts'
import { changeHistoryLimits, keepPrompts } from '../loading/retention.ts'
import { judgeDecision } from '../loading/wrong.ts'
import type { Panel } from '../panel.ts'
import { oneOf } from './autoload.ts'
import { field, pageBefore, refusal } from './forms.ts'
import { loadsQuery } from './queries.ts'

/** What auto-loading detected and decided, and why. */
export function loadsRoutes(panel: Panel) {
  const show = (c: Context, alert?: string) =>
    c.html(loadsPage(loadsModel(panel, loadsQuery(alert ? {} : c.req.query())), alert), alert ? 422 : 200)

  const doing = (c: Context, act: () => void, next: string) => {
    try {
      act()
      return c.redirect(next, 303)
    } catch (error) {
      return show(c, refusal(error))
    }
  }

  return new Hono()
    .get('/history/loads', (c) => show(c))
    .post('/history/decisions/:id{[0-9]{1,15}}/judgement', async (c) => {
      const wrong = field(await c.req.parseBody(), 'wrong')
      const before = pageBefore(c)
      return doing(
        c,
        () => judgeDecision(panel, Number(c.req.param('id')), oneOf(wrong, { yes: true, no: false })),
        before.startsWith('/history/loads') ? before : loads(),
      )
    })
    .post('/history/limits', async (c) => {
      const form = await c.req.parseBody()
      return doing(c, () => changeHistoryLimits(panel, field(form, 'days'), field(form, 'rows')), loads())
    })
    .post('/history/prompts', async (c) => {
      const keep = field(await c.req.parseBody(), 'keep')
      return doing(c, () => keepPrompts(panel, oneOf(keep, { yes: true, no: false })), loads())
    })
    .get('/history/export', (c) => {
      c.header('content-type', 'application/x-ndjson; charset=utf-8')
      c.header('content-disposition', 'attachment; filename="hotplug-history.jsonl"')
      return stream(c, async (out) => {
        for (const lines of historyLines(panel)) {
          if (out.aborted) return
          await out.write(lines)
        }
      })
    })
}
