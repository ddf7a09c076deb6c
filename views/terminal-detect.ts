import type { GroupsProblem } from '../server/autoload/groups-file.ts'
import type { Intent, Match, Suppressed } from '../server/autoload/intent.ts'
import { spelled, tilde } from './text.ts'

/** What a prompt asks for, for a terminal: the groups, under each what asks for it, and then what was found and did not count. */
export function detectedIntent({ plugins, matches, suppressed, skipped }: Intent): string {
  return [
    plugins.length > 0 ? `This asks for ${plugins.join(', ')}.` : 'This asks for no group.',
    ...plugins.flatMap((group) => ['', group, ...matches.filter((match) => match.group === group).map(counted)]),
    ...(suppressed.length > 0 ? ['', 'Found, but not counted:', ...suppressed.map(uncounted)] : []),
    ...(skipped ? ['', `The prompt is long: what stands between ${skipped.from} and ${skipped.to} was not read.`] : []),
    '',
  ].join('\n')
}

/** What is wrong in the user's own groups, one sentence a line. */
export const groupsProblems = (path: string, problems: readonly GroupsProblem[]) =>
  [
    ...problems.map(
      ({ message, line }) =>
        `${spelled(tilde(path))}${line === undefined ? '' : `, line ${line}`}: ${spelled(message)}`,
    ),
    'Until it is mended the groups are those that Hotplug comes with.',
    '',
  ].join('\n')

const counted = ({ term, weight, offset, zone, typo }: Match) =>
  `  ${weight.toFixed(2)}  ${spelled(term)}${typo ? ' (mistyped)' : ''}${ZONES[zone]}, at ${offset}`

const uncounted = (one: Suppressed) =>
  `  ${one.group}: ${spelled(one.term)}${ZONES[one.zone]}, at ${one.offset}: ${because(one)}`

function because({ why, by = '' }: Suppressed): string {
  const words = spelled(by)
  switch (why) {
    case 'negated':
      return `taken back by “${words}”`
    case 'counter-phrase':
      return `means something else (${words})`
    case 'name':
      return 'only a name'
    case 'people':
      return `about people (${words})`
    case 'fiction':
      return `a text for pleasure (${words})`
    case 'pasted':
      return 'not enough where it stands'
    case 'belongs elsewhere':
      return `part of ${words}`
    case 'called wrong':
      return 'you called it wrong here'
    case 'needs another sign':
      return 'means many things, and nothing near it says that this is meant'
  }
}

const ZONES: Record<Match['zone'], string> = {
  prose: '',
  command: ' (in a command)',
  identifier: ' (in code)',
  quoted: ' (quoted)',
  code: ' (in code)',
  log: ' (in a log)',
  path: ' (in a path)',
  address: ' (in an address)',
}
