import { z } from 'zod'
import type { LoadsQuery } from '../loading/history-model.ts'
import type { CacheQuery } from '../plugins/cache/model.ts'
import type { DefinitionsQuery } from '../plugins/doctor/definitions-model.ts'
import type { HooksQuery } from '../plugins/doctor/hooks/types.ts'
import type { DoctorQuery } from '../plugins/doctor/model.ts'
import { MODES } from '../plugins/modes/types.ts'
import type { ProbeQuery } from '../plugins/probe/model.ts'
import type { HomeQuery } from '../plugins/types.ts'
import type { WhyQuery } from '../plugins/why/model.ts'
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
  view: oneOf('auto', 'unified', 'split'),
  state: z.enum(['changed', 'modified', 'added', 'removed', 'same', 'all']).nullable().catch(null),
  component: oneOf('all', ...COMPONENTS),
  sort: z.enum(['path', 'edited']).nullable().catch(null),
})

const Guide = z.object({ version: text, driver: oneOf('interactive', 'headless'), q: text })

const Probe = z.object({ version: text, show: oneOf('all', 'differs') })

const History = z.object({ plugin: z.string().max(200).nullable().catch(null) })

const Cache = z.object({
  q: text,
  show: oneOf('all', 'may-go', 'orphaned', 'temporary', 'link', 'unknown', 'in-use', 'installed'),
})

const Clearing = z.object({ what: z.string().max(1000).catch('all').default('all') })

const Reinstall = z.object({ action: z.coerce.number().int().positive().nullable().catch(null) })

const Modes = z.object({ to: z.enum(MODES).nullable().catch(null).default(null) })

const Trash = z.object({ q: text, page: z.coerce.number().int().positive().max(1_000_000).catch(1) })

const named = z.string().min(1).max(4096).nullable().catch(null).default(null)
const OUTCOMES = [
  'loaded',
  'suggested',
  'refused',
  'already there',
  'suppressed',
  'failed',
  'timed out',
  'not found',
  'off',
  'nothing',
] as const

/** `before`: the time and the number of the row before which to go on. */
const cursor = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}$/)
  .transform((text) => {
    const [at = 0, id = 0] = text.split('-').map(Number)
    return { at, id }
  })
  .nullable()
  .catch(null)
  .default(null)

const Loads = z.object({
  ...{ plugin: named, group: named, session: named, project: named },
  outcome: z.enum(OUTCOMES).nullable().catch(null).default(null),
  span: oneOf('all', 'hour', 'day', 'week', 'month').default('all'),
  before: cursor,
})

const Sessions = z.object({ plugin: named })

const Doctor = z.object({
  show: oneOf('all', 'errors', 'warnings', 'notes', 'muted'),
  plugin: z.string().min(1).max(200).nullable().catch(null).default(null),
  q: text,
})

const Hooks = z.object({
  show: oneOf('all', 'effect', 'off', 'found'),
  plugin: z.string().min(1).max(200).nullable().catch(null).default(null),
  event: z.string().min(1).max(100).nullable().catch(null).default(null),
  q: text,
})

const Definitions = z.object({
  kind: oneOf('all', 'skill', 'command', 'agent', 'output style'),
  show: oneOf('all', 'used', 'unused'),
  sort: oneOf('name', 'cost'),
  plugin: z.string().min(1).max(200).nullable().catch(null).default(null),
  q: text,
})

const Approving = z.object({ plugin: named })

/** What is too long to be a path is refused with a sentence, not left unsaid. */
const Why = z.object({ file: z.string().catch(''), session: z.coerce.number().int().positive().nullable().catch(null) })

/** What a hook is to be given on the bench. */
const Hook = z.object({ input: named })

export const homeQuery = (query: unknown): HomeQuery => Home.parse(query)
export const pluginQuery = (query: unknown) => Plugin.parse(query)
export const guideQuery = (query: unknown) => Guide.parse(query)
export const probeQuery = (query: unknown): ProbeQuery => Probe.parse(query)
export const historyQuery = (query: unknown) => History.parse(query)
export const cacheQuery = (query: unknown): CacheQuery => Cache.parse(query)
export const clearingQuery = (query: unknown) => Clearing.parse(query)
export const reinstallQuery = (query: unknown) => Reinstall.parse(query)
export const modesQuery = (query: unknown) => Modes.parse(query)
export const trashQuery = (query: unknown) => Trash.parse(query)
export const loadsQuery = (query: unknown): LoadsQuery => Loads.parse(query)
export const approvalQuery = (query: unknown) => Approving.parse(query)
export const sessionsQuery = (query: unknown) => Sessions.parse(query)
export const doctorQuery = (query: unknown): DoctorQuery => Doctor.parse(query)
export const hookQuery = (query: unknown) => Hook.parse(query)
export const hooksQuery = (query: unknown): HooksQuery => Hooks.parse(query)
export const definitionsQuery = (query: unknown): DefinitionsQuery => Definitions.parse(query)
export const whyQuery = (query: unknown): WhyQuery => Why.parse(query)
