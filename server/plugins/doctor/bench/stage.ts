import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { At } from '../../../doctor/bench/samples.ts'
import type { Panel } from '../../../panel.ts'
import { readText } from '../../../trees/text.ts'

/** Where a hook on the bench finds what its input names: a short transcript, and a file for variables. */
export type Stage = { at: At; environmentFile: string }

/** A session that never was: nothing of a real one is told to a hook unless a recorded event is chosen. */
const SESSION = '00000000-0000-4000-8000-00000000be7c'

export function stageOf({ config }: Pick<Panel, 'config'>, hook: string): Stage {
  const folder = join(config.stateDir, 'bench', hook)
  return {
    at: { project: config.project, session: SESSION, transcript: join(folder, 'transcript.jsonl') },
    environmentFile: join(folder, 'environment.sh'),
  }
}

/** Makes it for one run; returns what the hook wrote for the session's environment, and takes all of it away. */
export function setUp({ at, environmentFile }: Stage): () => string | null {
  const folder = join(at.transcript, '..')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(at.transcript, transcript(at), { mode: 0o600 })
  return () => {
    const wrote = readText(environmentFile, LARGEST)
    rmSync(folder, { recursive: true, force: true })
    return wrote?.kind === 'text' && wrote.text !== '' ? wrote.text : null
  }
}

const LARGEST = 64 * 1024

const transcript = ({ session, project }: At) =>
  [
    { type: 'user', message: { role: 'user', content: 'Add a test for the empty list.' } },
    { type: 'assistant', message: { role: 'assistant', content: [{ type: 'text', text: 'I added the test.' }] } },
  ]
    .map((line) => `${JSON.stringify({ ...line, sessionId: session, cwd: project })}\n`)
    .join('')
