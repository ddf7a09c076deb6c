import { z } from 'zod'
import type { HomeQuery } from '../plugins/types.ts'
import { COMPONENTS } from '../reload/types.ts'

/** What may stand behind the `?` of each page. Anything else counts as not said. */

const text = z.string().max(500).catch('')
const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) => z.enum(words).catch(words[0])

const Home = z.object({
  q: text,
  show: oneOf('all', 'drifted', 'problems', 'disabled'),
  sort: oneOf('status', 'name', 'edited'),
})

const Plugin = z.object({
  file: z.string().max(4096).nullable().catch(null),
  view: oneOf('unified', 'split'),
  state: z.enum(['changed', 'modified', 'added', 'removed', 'same', 'all']).nullable().catch(null),
  component: oneOf('all', ...COMPONENTS),
  sort: z.enum(['path', 'edited']).nullable().catch(null),
})

const Guide = z.object({ version: text, driver: oneOf('interactive', 'headless'), q: text })

const History = z.object({ plugin: z.string().max(200).nullable().catch(null) })

export const homeQuery = (query: unknown): HomeQuery => Home.parse(query)
export const pluginQuery = (query: unknown) => Plugin.parse(query)
export const guideQuery = (query: unknown) => Guide.parse(query)
export const historyQuery = (query: unknown) => History.parse(query)
