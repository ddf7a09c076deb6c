import { COMMON, type Kind, REQUIRED, SPECIFIC } from '../../server/doctor/bench/output-fields.ts'
import type { Output } from '../../server/doctor/bench/types.ts'
import { EVENTS } from '../../server/doctor/hooks/events.ts'

/** Held against the schema of the event that they name, since only its name is compared with the event that it is. */
export const OUTPUTS: readonly { event: string; output: string }[] = [
  ...[...EVENTS.keys()].flatMap((event) => {
    const fields = Object.entries(SPECIFIC.get(event) ?? {})
    const required = REQUIRED.get(event)
    const least = Object.fromEntries(
      fields.filter(([name]) => name === required).map(([name, kind]) => [name, right(kind)]),
    )
    const all = Object.fromEntries(
      [...SPECIFIC.values()].flatMap((one) => Object.entries(one)).map(([name, kind]) => [name, right(kind)]),
    )
    const of = (value: unknown) => ({
      event,
      output: JSON.stringify({ hookSpecificOutput: { hookEventName: event, ...(value as object) } }),
    })
    return [
      of({}),
      of({ ...all, ...Object.fromEntries(fields.map(([name, kind]) => [name, right(kind)])), nothing: 1 }),
      ...fields.filter(([, kind]) => kind !== 'anything').map(([name]) => of({ ...least, [name]: 5 })),
    ]
  }),
  ...Object.keys(COMMON).flatMap((name) => [5, null, 'x', true, {}].map((value) => ({ [name]: value }))),
  ...['deny', 'ask', 5].map((behavior) => ({
    hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior, message: 'x', interrupt: true } },
  })),
  { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'deny', message: 5 } } },
  { hookSpecificOutput: { additionalContext: 'x' } },
  { hookSpecificOutput: { hookEventName: 'Nothing' } },
  { hookSpecificOutput: { hookEventName: 'SessionStart', watchPaths: [5] } },
  { additionalContext: 'x' },
  { async: 'yes' },
  { async: true },
  '',
  ' \n ',
  'plain',
  '[1]',
  '12',
  'null',
  '{"decision":',
  ' \n {"systemMessage":"x"}\n',
  '{"systemMessage":"x"}\nmore',
  '{"systemMessage":"x"}\n{"systemMessage":"y"}',
  '{"systemMessage":"a\nb"}',
].map((one) => {
  if (typeof one !== 'string' && 'output' in one) return one as { event: string; output: string }
  const named = (one as { hookSpecificOutput?: { hookEventName?: string } }).hookSpecificOutput?.hookEventName
  return { event: named ?? 'UserPromptExpansion', output: typeof one === 'string' ? one : JSON.stringify(one) }
})

function right(kind: Kind): unknown {
  if (typeof kind !== 'string') return kind[0]
  return {
    text: 'x',
    'true or false': true,
    object: {},
    'list of texts': ['/x'],
    'permission decision': { behavior: 'allow' },
    anything: {},
  }[kind]
}

/** What the debug log says of each output: in the lines after the one that says that its hook has run. */
export function judged(log: string) {
  const told = new Map<number, { kind: Output['kind']; ignored: string[] }>()
  let now = { kind: 'nothing' as Output['kind'], ignored: [] as string[] }
  for (const line of log.split('\n')) {
    if (/Hooks: .*\[.*\].* (?:finished with status|moved to the background)/.test(line)) {
      now = { kind: line.includes('moved to the background') ? 'in the background' : 'nothing', ignored: [] }
      const index = Number(/\[cat \/orders\/(\d+)\.out\]/.exec(line)?.[1] ?? -1)
      if (!told.has(index)) told.set(index, now)
      if (OUTPUTS[index]?.output.trim() === '') now = { ...now }
    }
    if (line.includes('treating as plain text')) now.kind = 'text'
    if (line.includes('Successfully parsed and validated')) now.kind = 'json'
    if (/validation failed|looks like a JSON object but is not/.test(line)) now.kind = 'refused'
    const ignored = /unrecognized keys \(ignored\): (.*?)\.(?: Did you mean|$)/.exec(line)?.[1]
    if (ignored !== undefined) now.ignored = ignored.split(', ').sort()
  }
  return told
}
