import type { HooksStatus } from '../server/loading/hooks/hooks.ts'
import type { HooksPlan } from '../server/loading/hooks/plan.ts'
import { lines } from './terminal.ts'
import { age, size, spelled, tilde } from './text.ts'

/** What installing the hooks adds, before it does. */
export function hooksPlan({ folder, files, events, runs, commands }: HooksPlan): string {
  return lines([
    'Claude Code will tell Hotplug of:',
    ...events.map(({ event, matcher, does }) => `  ${event}${matcher === null ? '' : ` (${matcher})`}: ${does}`),
    '',
    'It runs this for each of them:',
    `  ${spelled(runs)}`,
    '',
    `Files, in ${spelled(tilde(folder))}:`,
    ...files.map(({ path, bytes, changes }) => `  ${path} (${size(bytes)})${changes ? '' : ', as it is'}`),
    '',
    commands.length > 0 ? 'Made known by:' : 'Claude Code knows them already.',
    ...commands.map((args) => `  claude ${spelled(args.join(' '))}`),
    '',
  ])
}

export function uninstallPlan({
  commands,
  folder,
}: {
  commands: readonly (readonly string[])[]
  folder: string | null
}): string {
  return lines([
    'To be taken back:',
    ...commands.map((args) => `  claude ${spelled(args.join(' '))}`),
    ...(folder === null ? [] : [`  the folder ${spelled(tilde(folder))}`]),
    '',
  ])
}

export const hooksInstalled = ({ folder }: HooksStatus) =>
  lines([
    `The hooks are installed, from ${spelled(tilde(folder))}.`,
    'New sessions have them; in one that runs, type /reload-plugins.',
  ])

export function hooksStatus({ state, enabled, why, folder, lastRun }: HooksStatus): string {
  const said =
    state === 'none'
      ? 'No hooks are installed. `hotplug hooks install` shows what it would add.'
      : `The hooks are ${enabled ? 'installed and enabled' : 'not enabled in Claude Code'}, from ${spelled(tilde(folder))}.`
  return lines([
    said,
    ...(state === 'outdated'
      ? [...why.map((sentence) => `  ${spelled(sentence)}`), '`hotplug hooks install` brings them up to date.']
      : []),
    lastRun === null ? 'None of them has written anything down yet.' : `One last wrote something down ${age(lastRun)}.`,
  ])
}
