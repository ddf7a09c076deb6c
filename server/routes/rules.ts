import { type Context, Hono } from 'hono'
import { rulesPage } from '../../views/autoload-rules.ts'
import { tryPage } from '../../views/autoload-try.ts'
import { autoload } from '../../views/urls.ts'
import { type Draft, keptDraft, saveGroups, tryDraft } from '../loading/draft.ts'
import { rulesModel, tryModel } from '../loading/rules-model.ts'
import { type Tried, tryProject, tryPrompt } from '../loading/trying.ts'
import type { Panel } from '../panel.ts'
import { field, refusal } from './forms.ts'

/** Trying prompts, and changing what they are compared with. */
export function rulesRoutes(panel: Panel) {
  const show = (c: Context, tried: Tried | null) => c.html(tryPage(tryModel(panel, tried)))

  const rules = (c: Context, draft: Draft | null, alert?: string) => {
    const drafted = draft && tryDraft(panel, draft)
    const status = alert || (drafted?.problems.length ?? 0) > 0 ? 422 : 200
    return c.html(rulesPage(rulesModel(panel, drafted), alert), status)
  }

  return new Hono()
    .get('/autoload/try', (c) => show(c, null))
    .post('/autoload/try', async (c) => {
      const prompt = field(await c.req.parseBody(), 'prompt')
      return show(c, prompt.trim() === '' ? null : tryPrompt(panel, prompt))
    })
    .post('/autoload/try/project', async (c) => show(c, await tryProject(panel)))
    .get('/autoload/rules', (c) => rules(c, keptDraft(panel, c.req.query('kept') ?? '')))
    .post('/autoload/rules/backtest', async (c) => rules(c, draftIn(await c.req.parseBody())))
    .post('/autoload/rules', async (c) => {
      const form = await c.req.parseBody()
      const draft = draftIn(form)
      try {
        await saveGroups(panel, draft.text, field(form, 'shown'))
        return c.redirect(autoload, 303)
      } catch (error) {
        return rules(c, draft, refusal(error))
      }
    })
}

function draftIn(form: Record<string, unknown>): Draft {
  const state = (['off', 'suggest', 'auto'] as const).find((one) => one === field(form, 'state')) ?? null
  return { text: field(form, 'text').replaceAll('\r\n', '\n'), group: field(form, 'group') || null, state }
}
