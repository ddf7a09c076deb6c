import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { errorPage } from '../views/errors.ts'
import { HotplugError, sentenceOf } from './errors.ts'
import type { Panel } from './panel.ts'
import type { Perimeter } from './perimeter.ts'
import type { Measure } from './plugins/measure.ts'
import { actionRoutes } from './routes/actions.ts'
import { activityRoutes } from './routes/activities.ts'
import { assetRoutes } from './routes/assets.ts'
import { autoloadRoutes } from './routes/autoload.ts'
import { cacheRoutes } from './routes/cache.ts'
import { checkRoutes } from './routes/checks.ts'
import { definitionRoutes } from './routes/definition.ts'
import { definitionsRoutes } from './routes/definitions.ts'
import { doctorRoutes } from './routes/doctor.ts'
import { eventRoutes } from './routes/events.ts'
import { guideRoutes } from './routes/guide.ts'
import { historyRoutes } from './routes/history.ts'
import { homeRoutes } from './routes/home.ts'
import { hookRunRoutes } from './routes/hook-runs.ts'
import { hookSwitchRoutes } from './routes/hook-switch.ts'
import { hookRoutes } from './routes/hooks.ts'
import { linkRoutes } from './routes/links.ts'
import { loadsRoutes } from './routes/loads.ts'
import { marketplaceRoutes } from './routes/marketplaces.ts'
import { modeRoutes } from './routes/modes.ts'
import { pluginRoutes } from './routes/plugins.ts'
import { probeRoutes } from './routes/probes.ts'
import { reinstallRoutes } from './routes/reinstalls.ts'
import { resolutionRoutes } from './routes/resolutions.ts'
import { rulesRoutes } from './routes/rules.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { shippingRoutes } from './routes/shipping.ts'
import { syncRoutes } from './routes/syncs.ts'
import { trashRoutes } from './routes/trash.ts'
import { watchRoutes } from './routes/watches.ts'
import { whyRoutes } from './routes/why.ts'

export type Services = { panel: Panel; perimeter: Perimeter; measure: Measure }

export function createApp({ panel, perimeter, measure }: Services) {
  const app = new Hono()
  app.use(...perimeter.middleware)

  app.route('/', assetRoutes())
  app.route('/', eventRoutes(panel))
  app.route('/', activityRoutes(panel))
  app.route('/', homeRoutes(panel))
  app.route('/', pluginRoutes(panel, measure))
  app.route('/', shippingRoutes(panel))
  app.route('/', sessionRoutes(panel))
  app.route('/', syncRoutes(panel))
  app.route('/', watchRoutes(panel))
  app.route('/', resolutionRoutes(panel, measure))
  app.route('/', trashRoutes(panel))
  app.route('/', reinstallRoutes(panel))
  app.route('/', modeRoutes(panel))
  app.route('/', cacheRoutes(panel, measure))
  app.route('/', actionRoutes(panel))
  app.route('/', checkRoutes(panel))
  app.route('/', marketplaceRoutes(panel))
  app.route('/', guideRoutes(panel))
  app.route('/', probeRoutes(panel))
  app.route('/', whyRoutes(panel))
  app.route('/', doctorRoutes(panel))
  app.route('/', definitionsRoutes(panel))
  app.route('/', definitionRoutes(panel))
  app.route('/', autoloadRoutes(panel))
  app.route('/', rulesRoutes(panel))
  app.route('/', historyRoutes(panel))
  app.route('/', loadsRoutes(panel))
  app.route('/', hookRoutes(panel))
  app.route('/', hookRunRoutes(panel))
  app.route('/', hookSwitchRoutes(panel))
  app.route('/', linkRoutes(perimeter))

  app.notFound((c) =>
    c.html(errorPage({ status: 404, sentence: 'Nothing lives here.', next: 'Go back to the plugins.' }), 404),
  )
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    const { status, next } = error instanceof HotplugError ? error : { status: 500 as const, next: '' }
    return c.html(errorPage({ status, sentence: sentenceOf(error), next }), status)
  })
  return app
}
