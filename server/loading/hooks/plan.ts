import { commandLine } from '../../claude/commands.ts'
import type { Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { commandFor, EVENTS } from './events.ts'
import { type Generated, generate, installationOf } from './generate.ts'
import { isSameFolder, OWN, OWN_ID, placesIn } from './places.ts'
import { readGenerated } from './written.ts'

/** What installing the hooks adds, to be shown before anything is done. */
export type HooksPlan = {
  folder: string
  /** Paths below the folder; `changes`: it is not there as it would be written. */
  files: readonly { path: string; bytes: number; changes: boolean }[]
  events: readonly { event: string; matcher: string | null; does: string }[]
  /** What Claude Code runs at each of them. */
  runs: string
  /** The commands of Claude Code's own that make it known there, in order. */
  commands: readonly (readonly string[])[]
}

export type Planned = { plan: HooksPlan; generated: Generated }

/** Nothing is done yet. Everything that is there already as it should be is left out of what is to be done. */
export async function planHooks(panel: Panel): Promise<Planned> {
  const { config, survey } = panel
  const generated = await generate(config)
  const { marketplace: folder } = placesIn(config.stateDir)
  const before = readGenerated(folder, [...generated.keys()])
  const isNew = before.get(`${OWN}/hooks/hooks.json`) !== generated.get(`${OWN}/hooks/hooks.json`)
  survey.lookAgain()
  const { marketplaces, plugins } = survey.inventory()
  const known = marketplaces.find(({ name }) => name === OWN)
  const plan: HooksPlan = {
    folder,
    files: [...generated].map(([path, text]) => ({
      path,
      bytes: Buffer.byteLength(text),
      changes: before.get(path) !== text,
    })),
    events: EVENTS.map(({ event, matcher, does }) => ({ event, matcher, does })),
    runs: commandFor(installationOf(config)),
    commands: commandsFor(folder, known?.folder ?? null, ownPlugin(plugins), isNew),
  }
  return { plan, generated }
}

export const isDone = ({ files, commands }: HooksPlan) => commands.length === 0 && !files.some(({ changes }) => changes)

export const shown = (args: readonly string[]) => commandLine(args)

export const ownPlugin = (plugins: readonly Plugin[]) => plugins.find(({ id }) => id === OWN_ID) ?? null

/** Claude Code may run a copy of the plugin, which a change of what it runs only reaches by a new installation. */
function commandsFor(folder: string, known: string | null, own: Plugin | null, isNew: boolean) {
  const commands: string[][] = []
  const isHere = known !== null && isSameFolder(known, folder)
  if (known !== null && !isHere) commands.push(['plugin', 'marketplace', 'remove', OWN])
  if (!isHere) commands.push(['plugin', 'marketplace', 'add', folder])
  const stays = own !== null && isHere && !isNew
  if (own !== null && isHere && isNew) commands.push(['plugin', 'uninstall', OWN_ID, '--scope', 'user'])
  if (!stays) commands.push(['plugin', 'install', OWN_ID, '--scope', 'user'])
  else if (!own.enabled) commands.push(['plugin', 'enable', OWN_ID, '--scope', 'user'])
  return commands
}
