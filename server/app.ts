import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { errorPage } from '../views/errors.ts'
import { HotplugError, sentenceOf } from './errors.ts'
import type { Panel } from './panel.ts'
import type { Perimeter } from './perimeter.ts'
import type { Measure } from './plugins/measure.ts'
import { actionRoutes } from './routes/actions.ts'
import { assetRoutes } from './routes/assets.ts'
import { checkRoutes } from './routes/checks.ts'
import { eventRoutes } from './routes/events.ts'
import { guideRoutes } from './routes/guide.ts'
import { historyRoutes } from './routes/history.ts'
import { homeRoutes } from './routes/home.ts'
import { linkRoutes } from './routes/links.ts'
import { marketplaceRoutes } from './routes/marketplaces.ts'
import { pluginRoutes } from './routes/plugins.ts'
import { syncRoutes } from './routes/syncs.ts'

export type Services = { panel: Panel; perimeter: Perimeter; measure: Measure }

export function createApp({ panel, perimeter, measure }: Services) {
  const app = new Hono()
  app.use(...perimeter.middleware)

  app.route('/', assetRoutes())
  app.route('/', eventRoutes(panel))
  app.route('/', homeRoutes(panel))
  app.route('/', pluginRoutes(panel, measure))
  app.route('/', syncRoutes(panel))
  app.route('/', actionRoutes(panel))
  app.route('/', checkRoutes(panel))
  app.route('/', marketplaceRoutes(panel, measure))
  app.route('/', guideRoutes(panel))
  app.route('/', historyRoutes(panel))
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
