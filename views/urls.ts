import type { LoadsQuery } from '../server/loading/history-model.ts'
import type { CacheQuery } from '../server/plugins/cache/model.ts'
import type { ProbeQuery } from '../server/plugins/probe/model.ts'
import type { GuideModel, HomeQuery, PluginModel } from '../server/plugins/types.ts'

/** Every address of the panel is built here; what is the default stays out of it. */

export const home = (query: Partial<HomeQuery> = {}) =>
  `/${search({ q: query.q, show: unless(query.show, 'all'), sort: unless(query.sort, 'status') })}`

export type FileQuery = Partial<PluginModel['query']>

export const plugin = (id: string, query: FileQuery = {}) => `/plugins/${segment(id)}${search(fileQuery(query))}`

/** `from: 'cache'` brings edits of the loaded copy back to the source. */
export const sync = (id: string, from: 'source' | 'cache' = 'source') =>
  `/plugins/${segment(id)}/sync${search({ from: unless(from, 'source') })}`
export const syncs = '/syncs'
export const syncAll = '/syncs/new'
/** What a sync of several plugins did. */
export const synced = (action: number) => `/syncs/${action}`
export const link = (id: string) => `/plugins/${segment(id)}/link`
export const resolution = (id: string) => `/plugins/${segment(id)}/files/resolution`
export const watch = (id: string) => `/plugins/${segment(id)}/watch`
export const watchAll = '/watch'
export const dependencies = (id: string) => `/plugins/${segment(id)}/dependencies`
/** With a number: how that reinstall went. */
export const reinstall = (id: string, action?: number) =>
  `/plugins/${segment(id)}/reinstall${search({ action: action === undefined ? undefined : String(action) })}`
export const undo = (action: number) => `/actions/${action}/undo`
export const dismissal = (action: number) => `/actions/${action}/dismissal`
export const checks = '/checks'
export const trash = (query: { page?: number } = {}) =>
  `/trash${search({ page: query.page === undefined || query.page === 1 ? null : String(query.page) })}`
export const trashOf = (token: string, query: { q?: string } = {}) => `/trash/${segment(token)}${search(query)}`
/** `files`: these and no others. */
export const restoration = (token: string, files: readonly string[] | null = null) =>
  `/trash/${segment(token)}/restoration${files === null ? '' : `?${new URLSearchParams(files.map((file) => ['file', file]))}`}`
/** `tokens`: what these actions left; without them all of it. */
export const emptying = (tokens: readonly string[] | null = null) =>
  `/trash/emptying${tokens === null ? '' : `?${new URLSearchParams(tokens.map((token) => ['action', token]))}`}`
export const trashLimits = '/trash/limits'
export const marketplaces = '/marketplaces'
export const events = '/events'

export const cache = (query: Partial<CacheQuery> = {}) =>
  `/cache${search({ q: query.q, show: unless(query.show, 'all') })}`
/** `what`: 'orphans', 'temp', 'all', or a folder's name. */
export const clearing = (what?: string) => `/cache/clearing${search({ what })}`
export const activities = '/activities'
export const activity = (id: number) => `/activities/${id}`

export const autoload = '/autoload'
export const autoloadSwitch = '/autoload/switch'
export const groupState = (name: string) => `/autoload/groups/${segment(name)}/state`
export const groupLoad = (name: string) => `/autoload/groups/${segment(name)}/load`
/** `plugin`: an id that would take the place of the group's own. */
export const approval = (name: string, plugin: string | null = null) =>
  `/autoload/groups/${segment(name)}/approval${search({ plugin })}`
export const refusals = '/autoload/refusals'
export const autoloadHooks = (what: 'installation' | 'removal') => `/autoload/hooks/${what}`
export const instructions = '/autoload/instructions'
export const tryIt = '/autoload/try'
export const tryProject = '/autoload/try/project'
export const rules = '/autoload/rules'
/** `name`: an earlier text of groups.yaml. */
export const keptRules = (name: string) => `/autoload/rules${search({ kept: name })}`
export const rulesTried = '/autoload/rules/backtest'

export const loads = (query: Partial<LoadsQuery> = {}) =>
  `/history/loads${search({
    ...{ plugin: query.plugin, group: query.group, session: query.session, project: query.project },
    ...{ outcome: query.outcome, span: unless(query.span, 'all') },
    before: query.before ? `${query.before.at}-${query.before.id}` : null,
  })}`
export const judgement = (decision: number) => `/history/decisions/${decision}/judgement`
export const historyLimits = '/history/limits'
export const historyPrompts = '/history/prompts'
export const historyExport = '/history/export'

export const history = (query: { plugin?: string | null } = {}) => `/history${search({ plugin: query.plugin })}`

/** `file`: a path as somebody typed it. */
export const why = (file?: string, session?: number) =>
  `/why${search({ file, session: session === undefined ? undefined : String(session) })}`
export const sessions = (query: { plugin?: string | null } = {}) => `/sessions${search({ plugin: query.plugin })}`
export const session = (pid: number) => `/sessions/${pid}`
/** The ways to develop a plugin; `to`: what switching to this one would do. */
export const modes = (id: string, to?: string) => `/plugins/${segment(id)}/modes${search({ to })}`
export const probe = '/probe'
/** What was measured of one version. */
export const probed = ({ version, show }: Partial<ProbeQuery>) =>
  `/probe${search({ version, show: unless(show, 'all') })}`
export const probeExport = (version: string | null) => `/probe/export${search({ version })}`
export const probeDeletion = '/probe/deletion'
export const probeOffer = '/probe/offer'

/** What is wrong, everywhere or with one plugin. */
export const doctor = (query: { plugin?: string | null; show?: string; q?: string } = {}) =>
  `/doctor${search({ plugin: query.plugin, show: unless(query.show, 'all'), q: query.q })}`
/** What a check looks for, and how its rule is known. */
export const doctorCheck = (name: string) => `/doctor/checks/${segment(name)}`
export const doctorChecks = '/doctor/checks'
export const mute = (finding: string) => `/doctor/findings/${segment(finding)}/mute`
export const hooks = (query: { plugin?: string | null; event?: string | null; show?: string; q?: string } = {}) =>
  `/hooks${search({ plugin: query.plugin, event: query.event, show: unless(query.show, 'all'), q: query.q })}`
/** `input`: what it is to be given on the bench. */
export const hook = (id: string, input: string | null = null) => `/hooks/${segment(id)}${search({ input })}`
export const hookRuns = (id: string) => `/hooks/${segment(id)}/runs`
export const hookFixtures = (id: string) => `/hooks/${segment(id)}/fixtures`
/** What would switch a hook on or off in a project. */
export const hookSwitch = (id: string, wanted: { project?: string; condition?: string } = {}) =>
  `/hooks/${segment(id)}/switch${search(wanted)}`
export const definitions = (
  query: { plugin?: string | null; kind?: string; show?: string; sort?: string; q?: string } = {},
) =>
  `/skills${search({
    ...{ plugin: query.plugin, kind: unless(query.kind, 'all'), show: unless(query.show, 'all') },
    ...{ sort: unless(query.sort, 'name'), q: query.q },
  })}`
export const definition = (id: string) => `/skills/${segment(id)}`
export const definitionTrial = (id: string) => `/skills/${segment(id)}/trial`
/** What people would get who install it; `file`: why that one differs. */
export const shipping = (id: string, file?: string) => `/plugins/${segment(id)}/shipping${search({ file })}`

export const guide = ({ version, driver, q }: Partial<GuideModel['query']> = {}) =>
  `/guide${search({ version, driver: unless(driver, 'interactive'), q })}`

const fileQuery = ({ file, view, state, component, sort }: FileQuery) => ({
  file,
  view: unless(view, 'auto'),
  state: unless(state, 'changed'),
  component: unless(component, 'all'),
  sort,
})

const unless = <Value>(value: Value | undefined, normal: Value) => (value === normal ? undefined : value)

function search(query: Record<string, string | null | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** `@` may stand as it is in a path, and reads better there. */
const segment = (id: string) => encodeURIComponent(id.toWellFormed()).replaceAll('%40', '@')
