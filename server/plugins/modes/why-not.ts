import { quotedForShell } from '../../claude/commands.ts'
import type { ModeFacts, ModeName } from './types.ts'

/** Why a plugin cannot be developed in this way, as a sentence with what to do; null when it can. */
export function whyNot(mode: ModeName, facts: ModeFacts, current: ModeName | null): string | null {
  if (mode === 'copy') return whyNoCopy(facts, current)
  if (facts.source === null)
    return `It is not known where you edit it. Say it first: \`hotplug link ${facts.id} FOLDER\`.`
  if (mode === 'plugin-dir') return null
  if (facts.overlaps)
    return `${facts.source.path} and Claude Code's folder of plugins lie in each other; edit it somewhere else.`
  if (facts.switched !== null) return 'Go back to the installed copy first; from there it is one more click.'
  if (facts.record === null)
    return 'It was not installed from a marketplace, so there is no installed copy to start from.'
  if (facts.loaded === 'missing')
    return `Claude Code does not load it at all now. \`hotplug reinstall ${facts.id}\` makes a new copy of it.`
  if (mode === 'sync-on-save') return whyNoSync(facts)
  if (mode === 'in-place') return whyNotInPlace(facts)
  return mode === 'cached-link' ? whyNoLink(facts) : whyNotInSkills(facts)
}

/** What a person can type instead. */
export function byHandFor(mode: ModeName, { source, move }: ModeFacts): readonly string[] {
  if (mode === 'plugin-dir' && source !== null) return [`claude --plugin-dir ${quotedForShell(source.path)}`]
  return mode === 'in-place' && 'byHand' in move ? move.byHand : []
}

function whyNoCopy({ id, loaded, switched, record }: ModeFacts, current: ModeName | null): string | null {
  if (switched !== null || current === 'sync-on-save') return null
  if (record === null) return 'It was not installed from a marketplace, so there is no installed copy.'
  if (loaded === 'in-place')
    return 'This version of Claude Code reads the plugins of a directory marketplace where they lie.'
  if (loaded === 'link') return `The link was not made here. \`hotplug reinstall ${id}\` makes a real copy of it.`
  return `Claude Code does not load it: \`hotplug reinstall ${id}\` makes a new copy.`
}

const whyNoSync = ({ watch }: ModeFacts): string | null => {
  if (watch.impossible === null) return null
  return `There is nothing to sync: ${watch.impossible}`
}

function whyNotInPlace({ abilities, move, program, marketplaceKind }: ModeFacts): string | null {
  if (!abilities.inPlace.can) return abilities.inPlace.why
  if (marketplaceKind === 'directory' || marketplaceKind === 'file')
    return 'Its marketplace is a directory already, but this plugin is not read there.'
  if ('cannot' in move) return move.cannot
  if (!abilities.move.can) return abilities.move.why
  return program ? null : NO_PROGRAM
}

function whyNoLink({ abilities, loaded, record, inCache, isFolder }: ModeFacts): string | null {
  if (loaded === 'in-place')
    return 'Claude Code reads it in place and not from the cache, so a link there would change nothing.'
  if (!abilities.link.can) return abilities.link.why
  if (record?.scope === 'managed') return MANAGED
  if (!inCache) return `It is recorded at ${record?.installPath}, which is not in Claude Code's cache.`
  return isFolder ? null : `${record?.installPath} is not there. Install it again first.`
}

function whyNotInSkills(facts: ModeFacts): string | null {
  const { abilities, source, record, skills, alsoInstalled, gone, name, program } = facts
  if (!abilities.skills.can) return abilities.skills.why
  if (source?.manifest === null)
    return 'Claude Code takes a folder there for a plugin only if it has a .claude-plugin/plugin.json; yours has none.'
  if (record?.scope === 'managed') return MANAGED
  if (record?.scope !== 'user')
    return `It is installed for one project (${record?.scope} scope), and what lies in your skills folder counts in all of them.`
  if (skills.taken !== null) return skills.taken
  const [other] = alsoInstalled
  if (other !== undefined) return `The name ${name} stays taken by ${other}, so nothing would be loaded from there.`
  if (gone !== null) return `Once uninstalled it could not be installed again. ${gone}`
  return program ? null : NO_PROGRAM
}

const MANAGED = 'It is managed by your organisation: only its administrators can change that.'
const NO_PROGRAM = 'No `claude` was found, and only Claude Code itself can do that. Set HOTPLUG_CLAUDE to its path.'
