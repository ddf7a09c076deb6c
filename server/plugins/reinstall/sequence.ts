import { isSafeId } from '../../claude/ids.ts'
import type { CatalogueEntry, InstallRecord, Marketplace } from '../../claude/types.ts'

/** What decides whether and how a plugin can be reinstalled. */
export type SequenceFacts = {
  id: string
  /** Whether there is a `claude` to drive. */
  program: boolean
  /** The record to install again: the one that is loaded. */
  record: Pick<InstallRecord, 'scope' | 'projectPath'> | null
  /** Whether the project of that record is still there. */
  projectThere: boolean
  marketplace: Pick<Marketplace, 'name' | 'kind' | 'present'> | null
  entry: Pick<CatalogueEntry, 'source'> | null
  /** What the settings of the record's scope say; nothing counts as disabled. */
  enabled: boolean
  /** Whether Claude Code asks the user for options of this plugin, and so keeps some for it. */
  options: boolean
}

/**
 * refresh: the marketplace. hold: the plugin is installed a second time, for an empty folder, and `release` takes that
 * back at the end. settings: the plugin is disabled again.
 */
export type CommandName = 'refresh' | 'hold' | 'uninstall' | 'install' | 'settings' | 'release'

/** `where`: started in the record's project (or anywhere), or in the empty folder. */
export type Command = { name: CommandName; args: readonly string[]; where: 'record' | 'aside'; why: string }

/** `cannot`: why there is nothing to run, and what to do instead. */
export type Sequence =
  | { commands: readonly Command[]; cannot: null }
  | { commands: readonly []; cannot: { sentence: string; next: string } }

/**
 * The one sequence that works for the same version (2.1.329): an update says that it is the latest already, an install
 * says that it is installed, and uninstall + install alone copies from the old clone.
 */
export function sequenceFor(facts: SequenceFacts): Sequence {
  const cannot = obstacle(facts)
  if (cannot) return { commands: [], cannot: { sentence: cannot[0], next: cannot[1] } }
  const { id, record, marketplace, enabled } = facts
  const scope = record?.scope ?? 'user'
  const held = needsHold(facts)
  const commands: Command[] = [
    command('refresh', 'record', REFRESH, 'marketplace', 'update', marketplace?.name ?? ''),
    ...(held ? [command('hold', 'aside', held, 'install', id, '--scope', 'local')] : []),
    command('uninstall', 'record', UNINSTALL, 'uninstall', id, '--keep-data', '--scope', scope),
    command('install', 'record', INSTALL, 'install', id, '--scope', scope),
    ...(enabled ? [] : [command('settings', 'record', DISABLE, 'disable', id, '--scope', scope)]),
    ...(held ? [command('release', 'aside', RELEASE, 'uninstall', id, '--keep-data', '--scope', 'local')] : []),
  ]
  return { commands, cannot: null }
}

const command = (name: CommandName, where: Command['where'], why: string, ...args: readonly string[]): Command => ({
  name,
  args: ['plugin', ...args],
  where,
  why,
})

const REFRESH = 'Fetches what the marketplace has now. When this fails, nothing has changed.'
const UNINSTALL = 'Takes the plugin out; its data folder stays.'
const INSTALL = 'Copies it again from the marketplace.'
const DISABLE = 'An installation enables the plugin; it was disabled and stays so.'
const RELEASE = 'Takes that second installation back, in the same empty folder.'

/**
 * Uninstalling the last record of a plugin removes its options from the settings and its secrets from Claude Code's
 * store, --keep-data or not (measured with 2.1.329). While another record exists they stay. And what has to be fetched
 * from elsewhere is known to be there only when it was fetched.
 */
function needsHold({ options, entry, marketplace }: SequenceFacts): string | null {
  if (options)
    return 'Installs it for an empty folder as well, so that Claude Code does not forget the options you set for it.'
  const comesWithMarketplace =
    entry?.source.kind === 'relative' && ['github', 'git', 'directory', 'file'].includes(marketplace?.kind ?? '')
  return comesWithMarketplace
    ? null
    : 'Installs it for an empty folder first, to see that it can still be fetched before anything is uninstalled.'
}

function obstacle(facts: SequenceFacts): [sentence: string, next: string] | null {
  const { id, program, record, projectThere, marketplace, entry } = facts
  const name = id.split('@').slice(1).join('@')
  if (!isSafeId(id)) return [`${JSON.stringify(id)} is not an id that can be handed to claude.`, '']
  if (record === null) return [`${id} was not installed from a marketplace, so there is nothing to install again.`, '']
  if (record.scope === 'managed')
    return [`${id} is managed by your organisation: only its administrators can install it again.`, '']
  if (!program)
    return [
      'No `claude` was found, and only Claude Code itself can install a plugin.',
      'Set HOTPLUG_CLAUDE to its path.',
    ]
  if (!projectThere)
    return [
      `${id} is installed for the ${record.projectPath ?? 'project'}, which is not there any more.`,
      'Bring that folder back, or install the plugin for another scope.',
    ]
  if (marketplace === null)
    return [`Claude Code does not know the marketplace ${name}.`, 'Add it with `claude plugin marketplace add`.']
  if (!marketplace.present)
    return [
      `The catalogue of the marketplace ${name} is not there.`,
      `Run \`claude plugin marketplace update ${name}\` and look again.`,
    ]
  if (entry === null)
    return [
      `The catalogue of ${name} does not name this plugin (any more): once uninstalled it could not be installed again.`,
      `Run \`claude plugin marketplace update ${name}\` if it should be there.`,
    ]
  if (entry.source.kind === 'command')
    return [
      `${id} is installed by running a command of its marketplace, which you have to confirm yourself.`,
      `Run \`claude plugin uninstall ${id} --keep-data --scope ${record.scope}\` and \`claude plugin install ${id} --scope ${record.scope}\` in a terminal.`,
    ]
  return null
}
