import type { Session } from '../../server/claude/types.ts'
import type { ComponentEdits, EditFigures } from '../../server/plugins/edits/types.ts'
import type { FileProof } from '../../server/plugins/receipts/types.ts'

const AT = Date.parse('2026-08-01T12:00:00Z')

const session = (pid: number, cwd: string | null): Session => ({
  ...{ pid, cwd, alive: true, sessionId: null, version: '2.1.329', startedAt: AT, status: 'idle' },
  driver: 'interactive',
})

export const fileProof = (): FileProof => ({
  since: AT,
  receipts: [
    {
      ...{ session: session(4711, '/dev/proj'), proven: true, by: 'command', at: AT },
      sentence: 'Its transcript records /reload-skills at 12:00:05.',
    },
    {
      ...{ session: session(4712, null), proven: false, by: null, at: null },
      sentence: 'It does not read the folder that was edited, but /cache/lab/voice/0.1.0.',
    },
    {
      ...{ session: session(4713, '/dev/other'), proven: null, by: null, at: null },
      sentence: 'No proof is available for this kind of file.',
    },
  ],
})

export const componentEdits = (over: Partial<ComponentEdits> = {}): ComponentEdits => ({
  component: 'skill',
  edits: 3,
  loaded: { median: 800, worst: 4_000 },
  live: { median: 21_000, worst: 600_000 },
  unproven: 1,
  onTheWay: 0,
  ...over,
})

export const editFigures = (): EditFigures => ({
  since: AT,
  components: [
    componentEdits(),
    componentEdits({ component: 'agent', live: null, unproven: 2 }),
    componentEdits({ component: 'command', edits: 1, loaded: null, live: null, unproven: 0, onTheWay: 1 }),
  ],
})
