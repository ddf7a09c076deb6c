import type { Installation } from '../hook/installation.ts'

/** What is listened to, in the words of a person. */
export const EVENTS = [
  { event: 'SessionStart', matcher: null, does: 'looks at the files of the project' },
  { event: 'UserPromptSubmit', matcher: null, does: 'looks at the prompt' },
  { event: 'PostToolUse', matcher: 'Write|Edit', does: "sees when Claude edits a plugin's source" },
  { event: 'SessionEnd', matcher: null, does: 'writes down when a session ended' },
] as const

/** Claude Code ends a hook after so many seconds; our own deadline comes long before. */
const TIMEOUT = 5

export function eventsFile(installation: Installation) {
  const hooks = [{ type: 'command', command: commandFor(installation), timeout: TIMEOUT }]
  return {
    description: 'Hotplug: loads plugin groups in time for a prompt.',
    hooks: Object.fromEntries(
      EVENTS.map(({ event, matcher }) => [event, [{ ...(matcher !== null && { matcher }), hooks }]]),
    ),
  }
}

/**
 * Whatever happens (no node any more, the folder gone, a crash), it succeeds and says nothing: a hook that fails shows
 * an error under every prompt.
 */
export const commandFor = ({ node, folder, stateDir }: Installation) => {
  const cache = `NODE_COMPILE_CACHE=${quoted(`${stateDir}/compiled`)}`
  return `{ ${cache} ${quoted(node)} --no-warnings ${quoted(`${folder}/hook.cjs`)}; } 2>/dev/null || exit 0`
}

const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`
