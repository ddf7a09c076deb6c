import type { Loaded, Plugin, Scope, Session } from '../../claude/types.ts'
import type { Ability } from '../../reload/dev-modes.ts'
import type { Component, Edit } from '../../reload/types.ts'
import type { Action, Shell } from '../types.ts'

/** The ways to develop a plugin. 'copy': the installed copy, synced by hand, as every installation leaves it. */
export const MODES = ['in-place', 'sync-on-save', 'cached-link', 'skills-dir', 'plugin-dir', 'copy'] as const
export type ModeName = (typeof MODES)[number]

/** What decides which ways there are for a plugin, here and now. */
export type ModeFacts = {
  id: string
  name: string
  marketplace: string
  /** Of Claude Code; null when it is not known. */
  version: string | null
  program: boolean
  loaded: Loaded['how']
  enabled: boolean
  /** The folder that a person edits; null when nobody has said it. `manifest`: the name its plugin.json gives it. */
  source: { path: string; manifest: string | null } | null
  record: { scope: Scope; projectPath: string | null; installPath: string; version: string } | null
  /** What else keeps the name taken here, in words: then nothing of that name is loaded from the skills folder. */
  alsoInstalled: readonly string[]
  /** Projects that have it installed for themselves. */
  elsewhere: readonly string[]
  /** Whether the record names a version in the cache, and a real folder stands there. */
  inCache: boolean
  isFolder: boolean
  /** Whether one of Claude Code's plugins folder and the folder that is edited lies in the other. */
  overlaps: boolean
  /** Why it could not be installed again once it was uninstalled; null when it could. */
  gone: string | null
  options: boolean
  /** What stands where the link in the skills folder would be: its path, and why it cannot be there, or null. */
  skills: { path: string; taken: string | null }
  marketplaceKind: string | null
  /** How the marketplace can be pointed at the checkout and back, or why not. */
  move: Move | { cannot: string; byHand: readonly string[] }
  watch: { wanted: boolean; impossible: string | null }
  abilities: { link: Ability; skills: Ability; move: Ability; inPlace: { can: boolean; why: string } }
  /** The kinds of files the plugin has. */
  components: readonly Component[]
  /** The action that brought about what is there now, if it was one of ours, and of which plugin. */
  switched: { action: number; mode: ModeName; at: number; plugin: string } | null
}

/** `folder` has the catalogue; `former` is what `marketplace add` takes for the place it has now. */
export type Move = { folder: string; former: string; others: readonly string[] }

/** What an edit of one kind of file needs in a way, by the measured rules; `weight` compares them. */
export type Remedy = { words: string; edit: Edit; remedy: string; certain: boolean; weight: number }

export type ModeOption = {
  mode: ModeName
  title: string
  isCurrent: boolean
  isPossible: boolean
  /** Why it is the one to take; null for all others. */
  recommended: string | null
  /** Why it cannot be, with what to do; null when it can, or is. */
  whyNot: string | null
  /** What it means here, in one or two sentences. */
  means: string
  remedies: readonly Remedy[]
  /** What is lost or different while it lasts, in sentences. */
  lost: readonly string[]
  /** What switching would do; null where there is nothing that Hotplug would do. */
  steps: readonly ModeStep[] | null
  /** Command lines for a person to type: where Hotplug does not do it itself. */
  byHand: readonly string[]
  /** False where it rests on something that was not tried with this version. */
  certain: boolean
}

/** `aside`: an empty folder of Hotplug's own, for what must count nowhere else. */
type Command = { args: readonly string[]; where: 'anywhere' | 'aside' }

/**
 * One step of a switch. Each of them can be taken back, also when it was not or only half carried out.
 *
 * keep: the cached version is copied to the trash. stand-in: it is moved there, and a link takes its place. hold,
 * uninstall, declare, point: commands of Claude Code. link: into the skills folder. watch: the switch of sync on save.
 */
export type ModeStep = BareStep & { words: string }

/** The same without its words: a command line, or what becomes of which folder. */
export type BareStep = { why: string } & (
  | { do: 'keep'; folder: string }
  | { do: 'stand-in'; folder: string; target: string }
  | ({ do: 'hold' | 'uninstall' | 'declare' | 'point' } & Command)
  | { do: 'link'; path: string; target: string }
  | { do: 'watch'; wanted: boolean }
)

/** A switch to be looked at first. `takesBack`: it is the undo of this action instead of steps of its own. */
export type ModePlan = {
  id: string
  from: ModeName | null
  to: ModeName
  /** The id it is loaded by afterwards. */
  becomes: string
  steps: readonly ModeStep[]
  takesBack: Action | null
  /** The switch that is taken back first, so that the steps can begin from the installed copy; null: none. */
  first: Action | null
  option: ModeOption
  sessions: readonly Session[]
  /** What running sessions need afterwards. */
  after: readonly string[]
  /** All plugins that are affected. */
  locks: readonly string[]
  fingerprint: string
}

/** What an action of the kind 'mode' keeps: enough to take it back, however far it came. */
export type ModeLog = {
  from: ModeName | null
  to: ModeName
  becomes: string
  steps: readonly ModeStep[]
  /** How many steps were begun. */
  begun: number
  record: ModeFacts['record']
  enabled: boolean
  /** What Claude Code is told to take the place of the marketplace's folder again. */
  move: Move | null
  /** The switch of sync on save before; null: nothing was said. */
  watched: boolean | null
  /** The way that was taken back for this one, and is taken again when this one is; null: the installed copy. */
  instead: ModeName | null
  madeSkillsFolder: boolean
  /** The program that is at work, so that the next start can wait for it. */
  child: { pid: number; start: string } | null
}

export type ModesModel = {
  shell: Shell
  plugin: Plugin
  facts: ModeFacts
  options: readonly ModeOption[]
  current: ModeOption | null
  /** The action that can be taken back to the state before. */
  switched: Action | null
  plan: ModePlan | null
}
