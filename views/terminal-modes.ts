import type { Switched } from '../server/plugins/modes/switch.ts'
import type { ModeOption, ModePlan, ModeStep, ModesModel } from '../server/plugins/modes/types.ts'
import { lines } from './terminal.ts'
import { sessionWords } from './terminal-reinstall.ts'
import { tilde } from './text.ts'

/** The ways to develop a plugin, the one to take first. */
export function modes({ plugin, options, facts }: ModesModel): string {
  return lines([
    `Ways to develop ${plugin.id}${facts.version === null ? '' : ` with Claude Code ${facts.version}`}:`,
    ...options.flatMap((option) => ['', ...optionLines(option)]),
    '',
    `Switch with \`hotplug mode ${plugin.id} MODE\`; \`hotplug undo\` takes it back.`,
  ])
}

/** What switching would do, step by step. */
export function modePlan({ id, steps, takesBack, first, option, sessions, after, becomes }: ModePlan): string {
  return lines([
    `Switch ${id} to: ${option.title}`,
    ...(takesBack ? [`  Takes back action ${takesBack.id}: ${takesBack.summary}.`] : []),
    ...(first ? [`  First takes back action ${first.id}: ${first.summary}.`] : []),
    ...steps.flatMap((step, index) => [`  ${index + 1}. ${tilde(stepLine(step))}`, `     ${step.why}`]),
    '',
    `  ${option.means}`,
    ...(becomes === id ? [] : [`  It is loaded as ${becomes} then.`]),
    ...option.lost.map((lost) => `  Note: ${lost}`),
    ...(option.certain
      ? []
      : ['  Note: this was not tried with your version of Claude Code; it is checked afterwards.']),
    ...sessions.map((session) => `  In use by ${sessionWords(session)}.`),
    ...(after.length > 0 ? [`  Then, in running sessions: ${after.join(', then ')}`] : []),
    `  It can be taken back: \`hotplug undo\`.`,
  ])
}

export const switched = ({ message, plan, action }: Switched): string =>
  lines([
    message,
    ...(plan.after.length > 0 ? [`Then, in running sessions: ${plan.after.join(', then ')}`] : []),
    ...(action === null || plan.takesBack !== null ? [] : [`To take it back: \`hotplug undo ${action}\``]),
  ])

export const stepLine = (step: ModeStep) =>
  'where' in step && step.where === 'aside' ? `${step.words}  (in an empty folder)` : step.words

function optionLines({
  mode,
  title,
  isCurrent,
  recommended,
  whyNot,
  means,
  lost,
  remedies,
  byHand,
}: ModeOption): string[] {
  const words = [isCurrent && 'now', recommended !== null && 'recommended', whyNot !== null && 'not possible'].filter(
    Boolean,
  )
  return [
    `  ${mode}${words.length > 0 ? `  [${words.join(', ')}]` : ''}  ${title}`,
    `    ${tilde(means)}`,
    ...(recommended === null ? [] : [`    ${recommended}`]),
    ...(whyNot === null ? lost.map((one) => `    - ${one}`) : [`    ${whyNot}`]),
    ...byHand.map((command) => `    $ ${command}`),
    ...(whyNot === null ? [`    ${remedyLine(remedies)}`] : []),
  ]
}

/** 'an edit needs: nothing (hook scripts), /reload-skills (skills, commands), …' */
function remedyLine(remedies: ModeOption['remedies']): string {
  const groups = [...Map.groupBy(remedies, ({ remedy }) => remedy)]
  const named = groups.map(([remedy, rows]) => {
    const whole = new Set(rows.flatMap(({ edit }) => (edit.change === 'description' ? [] : edit.component)))
    const kinds = new Set(
      rows.map(({ edit: { component } }) => (whole.has(component) ? component : `${component} description`)),
    )
    return `${remedy === 'none' ? 'nothing' : remedy} (${[...kinds].join(', ')})`
  })
  return named.length === 0 ? 'No file of it is known yet.' : `After an edit: ${named.join('; ')}`
}
