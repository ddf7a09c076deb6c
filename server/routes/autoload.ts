import { type Context, Hono } from 'hono'
import { autoloadPage } from '../../views/autoload.ts'
import { approvalPage } from '../../views/autoload-approval.ts'
import { hooksPage } from '../../views/autoload-hooks.ts'
import { instructionsPage } from '../../views/autoload-instructions.ts'
import {
  approval,
  autoload,
  autoloadHooks as hooksAddress,
  instructions as instructionsAddress,
} from '../../views/urls.ts'
import { HotplugError } from '../errors.ts'
import { approve, backToOwn } from '../loading/approval.ts'
import { approvalModel, autoloadModel, hooksReview, instructionsReview } from '../loading/autoload-model.ts'
import { refusePlugin, setGroup, switchGroups } from '../loading/groups.ts'
import { changeHooks } from '../loading/hooks-shown.ts'
import { updateInstructions } from '../loading/instructions.ts'
import { allowPlugin } from '../loading/refusing.ts'
import { startLoading } from '../loading/start.ts'
import type { Panel } from '../panel.ts'
import { field, refusal } from './forms.ts'
import { approvalQuery } from './queries.ts'

const GROUP = '/autoload/groups/:id{[a-z0-9-]+}'

export function autoloadRoutes(panel: Panel) {
  const show = (c: Context, alert?: string) => c.html(autoloadPage(autoloadModel(panel), alert), alert ? 422 : 200)

  /** The address of the review stays, so that looking again shows it again. */
  const review = (c: Context, name: string, instead: string | null, alert?: string) => {
    if (alert) c.header('HX-Push-Url', approval(name, instead))
    return c.html(approvalPage(approvalModel(panel, name, instead), alert), alert ? 422 : 200)
  }

  const hooks = async (c: Context, what: 'install' | 'uninstall', alert?: string) => {
    if (alert) c.header('HX-Push-Url', hooksAddress(what === 'install' ? 'installation' : 'removal'))
    return c.html(hooksPage(await hooksReview(panel, what), alert), alert ? 422 : 200)
  }

  const instructions = async (c: Context, alert?: string) => {
    if (alert) c.header('HX-Push-Url', instructionsAddress)
    return c.html(instructionsPage(await instructionsReview(panel), alert), alert ? 422 : 200)
  }

  /** Does it, and shows the page again; what was refused is said on it. */
  const doing = async (c: Context, act: () => unknown, again: (alert: string) => Response | Promise<Response>) => {
    try {
      await act()
      return c.redirect(autoload, 303)
    } catch (error) {
      return again(refusal(error))
    }
  }

  return new Hono()
    .get('/autoload', (c) => show(c))
    .post('/autoload/switch', async (c) => {
      const on = field(await c.req.parseBody(), 'on')
      return doing(
        c,
        () => switchGroups(panel, oneOf(on, { yes: true, no: false })),
        (alert) => show(c, alert),
      )
    })
    .post(`${GROUP}/state`, async (c) => {
      const state = field(await c.req.parseBody(), 'state')
      return doing(
        c,
        () => {
          if (state === 'own') return backToOwn(panel, c.req.param('id'))
          return setGroup(panel, c.req.param('id'), oneOf(state, { off: 'off', suggest: 'suggest' }), null)
        },
        (alert) => show(c, alert),
      )
    })
    .get(`${GROUP}/approval`, (c) => review(c, c.req.param('id'), approvalQuery(c.req.query()).plugin))
    .post(`${GROUP}/approval`, async (c) => {
      const form = await c.req.parseBody()
      const [name, instead] = [c.req.param('id'), field(form, 'plugin') || null]
      return doing(
        c,
        () => {
          const state = oneOf<'suggest' | 'auto'>(field(form, 'state'), { suggest: 'suggest', auto: 'auto' })
          return approve(panel, name, { shown: field(form, 'plan'), instead, state })
        },
        (alert) => review(c, name, instead, alert),
      )
    })
    .post(`${GROUP}/load`, (c) =>
      doing(
        c,
        () => startLoading(panel, c.req.param('id')),
        (alert) => show(c, alert),
      ),
    )
    .post('/autoload/refusals', async (c) => {
      const form = await c.req.parseBody()
      const change = oneOf(field(form, 'allow'), { yes: allowPlugin, no: refusePlugin })
      return doing(
        c,
        () => change(panel, field(form, 'plugin')),
        (alert) => show(c, alert),
      )
    })
    .get('/autoload/hooks/installation', (c) => hooks(c, 'install'))
    .post('/autoload/hooks/installation', async (c) => {
      const shown = field(await c.req.parseBody(), 'plan')
      return doing(
        c,
        () => changeHooks(panel, 'install', shown),
        (alert) => hooks(c, 'install', alert),
      )
    })
    .get('/autoload/hooks/removal', (c) => hooks(c, 'uninstall'))
    .post('/autoload/hooks/removal', async (c) => {
      const shown = field(await c.req.parseBody(), 'plan')
      return doing(
        c,
        () => changeHooks(panel, 'uninstall', shown),
        (alert) => hooks(c, 'uninstall', alert),
      )
    })
    .get('/autoload/instructions', (c) => instructions(c))
    .post('/autoload/instructions', async (c) => {
      const shown = field(await c.req.parseBody(), 'plan')
      return doing(
        c,
        () => updateInstructions(panel, panel.config.project, { dryRun: false, shown }),
        (alert) => instructions(c, alert),
      )
    })
}

/** What a field stands for; anything else that was sent is refused. */
export function oneOf<Value>(text: string, values: Record<string, Value>): Value {
  if (Object.hasOwn(values, text)) return values[text] as Value
  throw new HotplugError(422, 'This form says nothing that can be done.', 'Look at the page again.')
}
