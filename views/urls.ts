import type { GuideModel, HomeQuery, PluginModel } from '../server/plugins/types.ts'

/** Every address of the panel is built here; what is the default stays out of it. */

export const home = (query: Partial<HomeQuery> = {}) =>
  `/${search({ q: query.q, show: unless(query.show, 'all'), sort: unless(query.sort, 'status') })}`

export type FileQuery = Partial<PluginModel['query']>

export const plugin = (id: string, query: FileQuery = {}) => `/plugins/${segment(id)}${search(fileQuery(query))}`

/** `from: 'cache'` brings edits of the loaded copy back to the source. */
export const sync = (id: string, from: 'source' | 'cache' = 'source') =>
  `/plugins/${segment(id)}/sync${search({ from: unless(from, 'source') })}`
export const link = (id: string) => `/plugins/${segment(id)}/link`
export const dependencies = (id: string) => `/plugins/${segment(id)}/dependencies`
export const undo = (action: number) => `/actions/${action}/undo`
export const dismissal = (action: number) => `/actions/${action}/dismissal`
export const checks = '/checks'
export const marketplaces = '/marketplaces'
export const events = '/events'

export const history = (query: { plugin?: string | null } = {}) => `/history${search({ plugin: query.plugin })}`

export const guide = ({ version, driver, q }: Partial<GuideModel['query']> = {}) =>
  `/guide${search({ version, driver: unless(driver, 'interactive'), q })}`

const fileQuery = ({ file, view, state, component, sort }: FileQuery) => ({
  file,
  view: unless(view, 'unified'),
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
