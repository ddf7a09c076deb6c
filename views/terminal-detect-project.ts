import type { ProjectDetection } from '../server/autoload/detect-project.ts'
import type { ProjectMatch } from '../server/autoload/project/judge.ts'
import { count, spelled, tilde } from './text.ts'

/** What was found in a project, for a terminal: the groups, and under each what asks for it, the strongest first. */
export function detectedProject(detection: ProjectDetection): string {
  const { plugins, matches, suppressed, folder, files, problems, stopped } = detection
  const reasons = (group: string) => matches.filter((match) => match.group === group).map(reason)
  return [
    plugins.length > 0
      ? `${spelled(tilde(folder))} asks for ${plugins.join(', ')} (${count(files, 'file')}).`
      : `Nothing in ${spelled(tilde(folder))} asks for a group (${count(files, 'file')}).`,
    ...plugins.flatMap((group) => ['', group, ...reasons(group)]),
    ...suppressed.flatMap(({ group, why }) => ['', `not ${group}: ${why}`, ...reasons(group)]),
    ...[stopped ?? '', ...problems].filter(Boolean).map((sentence) => `\n${spelled(sentence)}`),
    '',
  ].join('\n')
}

const reason = ({ says, file, seen, weight, more }: ProjectMatch) =>
  `  ${weight.toFixed(2)}  ${says}: ${spelled(file)} ${spelled(seen)}${more > 0 ? ` (and ${count(more, 'more file')})` : ''}`
