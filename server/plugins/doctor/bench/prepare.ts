import { invocationOf } from '../../../doctor/bench/invocation.ts'
import { requestOf } from '../../../doctor/bench/request.ts'
import type { Invocation } from '../../../doctor/bench/types.ts'
import { defaultTimeout } from '../../../doctor/hooks/events.ts'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import type { Panel } from '../../../panel.ts'
import { fingerprintOf } from './fingerprint.ts'
import { inputsFor } from './inputs.ts'
import { stageOf } from './stage.ts'
import type { Prepared } from './types.ts'
import { versionsOf } from './versions.ts'

/** Nobody waits longer for one run here, whatever the hook itself may take (milliseconds). */
const LONGEST = 60_000

/** What the bench can do with a hook, decided from what is on disk now. Nothing is run. */
export function prepare(panel: Panel, subject: HookSubject): Prepared {
  const { hook } = subject
  const request = requestOf(hook)
  const invocation = invocationFor(panel, subject)
  const versions = invocation === null ? [] : versionsOf(subject, panel.trashDir)
  const own = hook.timeout === null || !(hook.timeout > 0) ? null : hook.timeout * 1000
  const usual = (defaultTimeout(hook.event, hook.type) ?? 600) * 1000
  return {
    subject,
    fingerprint: fingerprintOf(subject, versions),
    cannot: typeof request === 'string' ? request : invocation === null && request === null ? whyNot(subject) : null,
    invocation,
    request: typeof request === 'string' ? null : request,
    asks: asksOf(subject),
    limit: Math.min(own ?? usual, LONGEST),
    own,
    inputs: inputsFor(panel, subject),
    versions,
  }
}

/** `root`: where an earlier state of the plugin lies. */
export function invocationFor(panel: Panel, { hook, around }: HookSubject, root?: string): Invocation | null {
  return invocationOf(hook, environmentOptions(panel, hook.id, around.version, root))
}

function environmentOptions(panel: Panel, id: string, version: string, root: string | undefined) {
  const { config } = panel
  const { at, environmentFile } = stageOf(panel, id)
  return { config, version, project: config.project, session: at.session, environmentFile, root }
}

function whyNot({ hook }: HookSubject): string {
  switch (hook.type) {
    case 'prompt':
      return 'A model answers this hook, and the bench asks none: that would need your account. Below is what it would be asked.'
    case 'agent':
      return 'An agent with tools answers this hook, and the bench starts none. Below is what it would be asked.'
    case 'mcp_tool':
      return 'This hook calls a tool of an MCP server inside of a session; the bench connects to none. Below is what would be called.'
    case 'command':
      return 'It has no `command`, so nothing could be run.'
    default:
      return 'Claude Code does not know this type of hook, so it runs nothing.'
  }
}

/** What hooks without a command would ask for. */
function asksOf({ hook: { type, handler } }: HookSubject): Prepared['asks'] {
  const names = type === 'mcp_tool' ? ['server', 'tool', 'input'] : ['prompt', 'model']
  if (type !== 'prompt' && type !== 'agent' && type !== 'mcp_tool') return []
  return names.flatMap((name) => {
    const value = handler[name]
    return value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)] as const]
  })
}
