import type { Session } from '../server/claude/types.ts'
import type { Reinstalled } from '../server/plugins/reinstall/reinstall.ts'
import type { RanStep, ReinstallPlan } from '../server/plugins/reinstall/types.ts'
import type { Step } from '../server/plugins/types.ts'
import { lines } from './terminal.ts'
import { age, count, duration, tilde } from './text.ts'

const MOST_FILES = 20

/** What a reinstall would do, command by command. */
export function reinstallPlan(plan: ReinstallPlan): string {
  const { id, record, commands, folder, edited, differing, notes, others, sessions, enabled, after } = plan
  const place = record.projectPath === null ? '' : ` of ${tilde(record.projectPath)}`
  const placeOf = (where: 'record' | 'aside') =>
    where === 'aside' ? '  (in an empty folder)' : record.projectPath === null ? '' : `  (in ${tilde(folder)})`
  return lines([
    `Reinstall ${id} ${record.version} (${record.scope} scope${place}):`,
    ...commands.flatMap(({ args, where, why }, index) => [
      `  ${index + 1}. claude ${args.join(' ')}${placeOf(where)}`,
      `     ${why}`,
    ]),
    '',
    `  Kept: its data folder; it stays ${enabled ? 'enabled' : 'disabled'}.`,
    `  Replaced: ${tilde(record.installPath)}${differenceWords(differing)}. The trash keeps what changes.`,
    ...(edited.length === 0
      ? []
      : [`  Edited in the loaded copy itself, and replaced: ${count(edited.length, 'file')}`]),
    ...edited.slice(0, MOST_FILES).map((path) => `    ${path}`),
    ...(edited.length > MOST_FILES ? [`    and ${edited.length - MOST_FILES} more`] : []),
    ...[...others.map(({ sentence }) => sentence), ...notes].map((note) => `  Note: ${note}`),
    ...sessions.map((session) => `  In use by ${sessionWords(session)}.`),
    ...needs('  Then, in running sessions', after),
  ])
}

/** A step when it begins and when it ends. */
export function reinstallStep({ command, state, output, milliseconds }: RanStep): string {
  if (state === 'running') return lines([`$ ${command}`])
  const last =
    output
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .at(-1) ?? ''
  const took = milliseconds === null ? '' : ` (${duration(milliseconds)})`
  return lines(state === 'failed' ? output.split('\n').map((line) => `  ${line}`) : [`  ${last || 'done'}${took}`])
}

export function reinstalled({ message, action, after, replaced }: Reinstalled): string {
  return lines([
    message,
    ...needs('Then, in running sessions', after),
    ...(replaced === 0 ? [] : [`The trash keeps ${count(replaced, 'file')}: see \`hotplug trash ${action}\`.`]),
  ])
}

export const sessionWords = ({ pid, cwd, startedAt }: Session) =>
  `process ${pid}${cwd === null ? '' : ` in ${tilde(cwd)}`}${startedAt === null ? '' : `, since ${age(startedAt)}`}`

const differenceWords = (differing: number | null) => {
  if (differing === null) return ''
  return differing === 0
    ? ', which by now is as the marketplace has it here'
    : `, of which ${count(differing, 'file')} ${differing === 1 ? 'differs' : 'differ'} by now`
}

const needs = (title: string, steps: readonly Step[]) => {
  const own = steps.filter(({ by }) => by === 'claude')
  return own.length === 0 ? [] : [`${title}: ${own.map(({ command, text }) => command ?? text).join(', then ')}`]
}
