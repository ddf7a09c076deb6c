import type { HookOutput } from './answer.ts'
import { plain } from './contents.ts'
import type { Step } from './plan.ts'

/** One line for the user, and what Claude is given; null when there is nothing to say. */
export function outputOf(event: string, lines: readonly string[], context: string | null): HookOutput | null {
  if (lines.length === 0 && context === null) return null
  return {
    ...(lines.length > 0 && { systemMessage: plain(lines.join(' ')) }),
    ...(context !== null && { hookSpecificOutput: { hookEventName: event, additionalContext: context } }),
  }
}

export function loadedLine(steps: readonly Step[], given: readonly string[], inFull: readonly string[]): string[] {
  const ids = steps.flatMap(({ install, give, decided }) =>
    install || (give && given.includes(decided.plugin ?? '')) ? [decided] : [],
  )
  if (ids.length === 0) return []
  const names = ids.map(({ group, plugin }) => `${group} (${plugin})`).join(', ')
  const what =
    inFull.length > 0 ? `, and gave Claude ${inFull.map((name) => `/${name}`).join(', ')} for this prompt` : ''
  return [
    `Hotplug loads ${names}${what}; /reload-plugins makes ${ids.length === 1 ? 'its' : 'their'} slash commands native.`,
  ]
}

export function suggestedLine(
  steps: readonly Step[],
  what: 'prompt' | 'project',
  because: (group: string) => string,
): string[] {
  const groups = [...new Set(steps.filter(({ suggest }) => suggest).map(({ decided }) => decided.group))]
  if (groups.length === 0) return []
  const reasons = groups.map((group) => `${group} (${because(group)})`).join(', ')
  return [
    `Hotplug: this ${what} asks for ${reasons}; \`hotplug groups set ${groups[0]} auto\` loads it by itself from now on.`,
  ]
}
