import { loadedLine, loadedLines } from '../../views/terminal-load.ts'
import type { Detected } from '../loading/detected.ts'
import type { Panel } from '../panel.ts'
import type { Answer, Surroundings } from './define.ts'
import { isFailed } from './load.ts'
import { cancellable } from './progress.ts'

/** Loads what was detected because a person, or a hook for one, says so now; added to the answer of the detection. */
export async function loadAsDetected(
  around: Surroundings,
  panel: Panel,
  detected: Detected,
  answer: Answer,
): Promise<Answer> {
  const { loadDetected } = await import('../loading/detected.ts')
  const complaints: string[] = []
  const loud = answer.printed ? { ...around, progress: null } : around
  const loading = await cancellable(loud, panel, async () => {
    const loaded = await loadDetected(panel, detected, { askedBy: 'command', asked: true })
    complaints.push(...loaded.filter(isFailed).map(loadedLine))
    const text = `${answer.text}\n${loadedLines(loaded.filter((one) => !isFailed(one)))}`
    return { json: { ...(answer.json as object), loaded }, text, exitCode: complaints.length > 0 ? 2 : 0 }
  })
  for (const line of complaints) around.err(line)
  return { ...answer, ...loading }
}
