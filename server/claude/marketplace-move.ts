import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readCatalogue } from './catalogue.ts'
import { openDisk } from './disk.ts'
import { fieldOf, isObject, jsonReader } from './json.ts'
import { resolveInside } from './paths.ts'

/**
 * What `claude plugin marketplace add` has to be given to have a marketplace where it is now, once it was pointed
 * elsewhere. `cannot`: why that would not bring all of it back, as a sentence.
 */
export type Former = { former: string; cannot: null } | { former: null; cannot: string }

/**
 * Only what that one argument says comes back: a branch, a folder inside, a sparse checkout or automatic updates would
 * not. And the user's own settings have to declare it, for without them Claude Code (2.1.329) uninstalls all of its
 * plugins, with their options and secrets, when it is pointed back.
 */
export function formerPlace(name: string, configDir: string, pluginsDir: string): Former {
  const look = openDisk().look()
  const known = fieldOf(read(look, join(pluginsDir, 'known_marketplaces.json')).value, name)
  const settings = read(look, join(configDir, 'settings.json')).value
  const declared = fieldOf(fieldOf(settings, 'extraKnownMarketplaces'), name)
  const source = fieldOf(known, 'source')
  if (!isObject(source)) return cannot(`Claude Code does not know the marketplace ${name}.`)
  const former = argumentOf(source)
  if (former === null)
    return cannot(
      `The marketplace ${name} is more than a repository as a whole (a branch, a folder in it, or another kind of source), which could not be brought back by one command.`,
    )
  if (!isDeepStrictEqual(declared, { source }))
    return cannot(
      declared === undefined
        ? `Your own settings do not declare the marketplace ${name}, so Claude Code would uninstall its plugins when it is pointed back.`
        : `Your settings say more of the marketplace ${name} than where it is, and that would be lost.`,
    )
  const more = Object.keys(known as object).find((key) => !EXPECTED.has(key))
  if (more !== undefined) return cannot(`Claude Code keeps ${more} for the marketplace ${name}, which would be lost.`)
  return { former, cannot: null }
}

/** Whether a settings file declares a marketplace of this name. */
export const declaresMarketplace = (file: string, name: string): boolean =>
  fieldOf(fieldOf(read(openDisk().look(), file).value, 'extraKnownMarketplaces'), name) !== undefined

/** The folder above a plugin's whose catalogue is of this marketplace and has this plugin there; null: none near. */
export function checkoutOf(folder: string, name: string, marketplace: string): string | null {
  const look = openDisk().look()
  for (let at = folder, level = 0; level < MOST_LEVELS && at !== dirname(at); at = dirname(at), level++) {
    const catalogue = readCatalogue(look, join(at, '.claude-plugin', 'marketplace.json')).value
    const source = catalogue?.entries.find((entry) => entry.name === name)?.source
    if (catalogue?.name !== marketplace || source?.kind !== 'relative') continue
    const resolved = resolveInside(look, at, source.path).path
    if (resolved !== null && look.real(resolved) === look.real(folder)) return at
  }
  return null
}

/** Those of these plugins that a checkout would not bring: it does not name them, or has no folder for them. */
export function missingIn(checkout: string, names: readonly string[]): readonly string[] {
  const look = openDisk().look()
  const entries = readCatalogue(look, join(checkout, '.claude-plugin', 'marketplace.json')).value?.entries ?? []
  return names.filter((name) => {
    const source = entries.find((entry) => entry.name === name)?.source
    return !source || (source.kind === 'relative' && resolveInside(look, checkout, source.path).path === null)
  })
}

const EXPECTED = new Set(['source', 'installLocation', 'lastUpdated'])
const MOST_LEVELS = 6

const cannot = (sentence: string): Former => ({ former: null, cannot: sentence })

function argumentOf(source: Record<string, unknown>): string | null {
  const { source: kind, repo, url, ...more } = source
  if (Object.keys(more).length > 0) return null
  if (kind === 'github' && typeof repo === 'string' && url === undefined && isPlace(repo)) return repo
  return kind === 'git' && typeof url === 'string' && repo === undefined && isPlace(url) ? url : null
}

/** `owner/repository`, or an address of git without anything that could be more than that. */
export const isPlace = (text: string): boolean =>
  /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/.test(text) || /^(?:https:\/\/|ssh:\/\/|git@)[\w.:/@~+-]+$/.test(text)

const read = jsonReader((json) => json)
