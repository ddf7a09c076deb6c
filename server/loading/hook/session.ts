import { join } from 'node:path'
import { detectProject, type ProjectDetection } from '../../autoload/detect-project.ts'
import { trustAfter } from '../../autoload/trust.ts'
import type { Answer, At } from './answer.ts'
import { field } from './event.ts'
import { jsonOf } from './files.ts'
import { answered } from './outcome.ts'

type Here = At<'SessionStart'>

/** What is left of the time for everything but looking at the project (milliseconds). */
const RESERVE = 90
const LEAST = 40
const MOST_MATCHES = 60

/** Looks at the project when a conversation begins; a compacted one forgot what it had been given. */
export async function onStart(at: Here): Promise<Answer> {
  const { event, history, left, around } = at
  if (event.source === 'compact')
    return {
      output: null,
      afterwards: () => {
        if (event.session !== null) history.forgetGiven(event.session)
      },
    }
  const { groups, detection } = await look(at)
  const answer = answered(at, {
    event: 'project',
    groups,
    detected: detection.plugins,
    matches: detection.matches.slice(0, MOST_MATCHES),
    suppressed:
      detection.stopped === null ? detection.suppressed : [...detection.suppressed, { why: detection.stopped }],
    because: (group) =>
      [...new Set(detection.matches.filter((one) => one.group === group).map(({ says }) => says))]
        .slice(0, 3)
        .join(', '),
    asked: null,
    prompt: null,
  })
  return {
    output: answer.output,
    afterwards: async () => {
      begin(at)
      await answer.afterwards()
    },
  }

  async function look({ vocabulary }: Here) {
    const groups = vocabulary.project()
    const time = left() - RESERVE
    if (at.project === around.home || time < LEAST) return { groups, detection: NOTHING }
    const environment = { home: around.home, searchPath: around.searchPath }
    const trust = trustAfter(history.autoload.penalties(at.project))
    return {
      groups,
      detection: await detectProject(at.project, groups, { environment, limits: { milliseconds: time }, trust }),
    }
  }
}

type Detected = Pick<ProjectDetection, 'plugins' | 'matches' | 'suppressed' | 'stopped'>
const NOTHING: Detected = { plugins: [], matches: [], suppressed: [], stopped: null }

function begin({ event, history, project, around }: Here) {
  if (event.session === null) return
  const own =
    around.claudePid === null
      ? undefined
      : jsonOf(join(around.configDir, 'sessions', `${around.claudePid}.json`), 65_536)
  const version = field(own, 'version')
  history.autoload.putSession({
    ...{ id: event.session, project, started_at: Date.now(), ended_at: null },
    version: typeof version === 'string' ? version : null,
  })
}
