import type { Sample } from './types.ts'

/** Where a sample pretends to be: the folder of the session, and the transcript that is written for it. */
export type At = { project: string; session: string; transcript: string }

/** What every event says of its session. */
export const common = ({ project, session, transcript }: At) => ({
  session_id: session,
  transcript_path: transcript,
  cwd: project,
})

/** What it says as soon as there was a first prompt. */
export const inTurn = (at: At) => ({ ...common(at), prompt_id: '38013c8d-01df-4ec4-952c-d0295dbd8c71' })

/** What it says while Claude works. */
export const inTool = (at: At, event: string) => ({
  ...inTurn(at),
  permission_mode: 'default',
  effort: { level: 'medium' },
  hook_event_name: event,
})

export type Maker = (at: At) => readonly Sample[]
type Input = Readonly<Record<string, unknown>>

/** Its fields were recorded from the real program. */
export const measured = (name: string, input: Input): Sample => ({ name, input, how: 'measured' })

/** Its fields are those of the published types. */
export const documented = (name: string, input: Input): Sample => ({ name, input, how: 'documented' })

export const each =
  <T>(values: readonly T[], make: (value: T, at: At) => Sample): Maker =>
  (at) =>
    values.map((value) => make(value, at))
