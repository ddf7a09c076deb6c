import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { LoadsQuery } from '../../server/loading/history-model.ts'
import { loadsModel } from '../../server/loading/history-model.ts'
import { testPanel } from '../support/panel.ts'

const ROWS = 1_000_000
const DAY = 86_400_000
const GROUPS = ['release', 'frontend', 'backend', 'k8s', 'infra', 'github', 'testing', 'payments', 'mobile', 'ml']
const OUTCOMES = ['already there', 'suggested', 'suppressed', 'loaded', 'refused', 'failed', 'not found']
const MOST = 20

/** The queries of the history page over a million decisions, each with its detection: every one within 20 ms. */
export async function benchHistory() {
  using place = testPanel()
  const { panel } = place
  fill(join(panel.config.stateDir, 'history.db'))
  const queries: Record<string, Partial<LoadsQuery>> = {
    'no filter': {},
    'a plugin': { plugin: 'sw-k8s@specweave' },
    'a group': { group: 'testing' },
    'a session': { session: 's77' },
    'a project': { project: '/home/ada/dev/p3' },
    'an outcome': { outcome: 'failed' },
    'the last hour': { span: 'hour' },
    'nothing was asked for': { outcome: 'nothing' },
    'nothing was asked for, in a project': { outcome: 'nothing', project: '/home/ada/dev/p3' },
    'a group, an outcome and a project': { group: 'ml', outcome: 'refused', project: '/home/ada/dev/p7' },
    'what does not exist together': { plugin: 'sw-ml@specweave', group: 'release' },
    nobody: { project: '/nowhere' },
    'far back': { before: { at: Date.now() - 300 * DAY, id: 1 } },
  }
  const { past } = panel.store
  const none = {
    plugin: null,
    group: null,
    session: null,
    project: null,
    outcome: null,
    before: null,
    span: 'all',
  } as const
  const slow: string[] = []
  for (const [name, query] of Object.entries(queries)) {
    const page = median(() => loadsModel(panel, { ...none, ...query }))
    console.log(`history page over ${ROWS.toLocaleString('en')} decisions, ${name}: ${page.toFixed(1)} ms`)
    if (page >= MOST) slow.push(name)
  }
  console.log(`filters' choices: ${median(() => past.choices()).toFixed(1)} ms`)
  console.log(`latency figures: ${median(() => past.latencies(0, 2_000)).toFixed(1)} ms`)
  console.log(slow.length === 0 ? `every query below ${MOST} ms` : `slower than ${MOST} ms: ${slow.join(', ')}`)
}

/** A year of prompts: half of them asked for nothing. */
function fill(path: string) {
  const db = new Database(path)
  db.pragma('synchronous = off')
  const detection = db.prepare(
    `insert into detections (id, at, event, session, project, matches, suppressed, prompt, duration_ms)
     values (?, ?, 'prompt', ?, ?, ?, '[]', null, ?)`,
  )
  const decision = db.prepare(
    `insert into decisions (id, detection, at, session, project, group_name, plugin, outcome, why, evidence)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, '{}')`,
  )
  const session = db.prepare('insert into sessions values (?, ?, null, ?, null)')
  const start = Date.now() - 365 * DAY
  db.transaction(() => {
    for (let row = 1; row <= ROWS; row++) {
      const at = start + Math.floor((row / ROWS) * 365 * DAY)
      const group = GROUPS[(row * 7) % GROUPS.length] as string
      const project = `/home/ada/dev/p${(row >> 6) % 12}`
      const name = `s${row >> 6}`
      if (row % 64 === 0) session.run(name, project, at)
      const matches = JSON.stringify([
        { group, term: 'a term of the vocabulary', offset: 12, weight: 1, zone: 'prose' },
      ])
      detection.run(row * 2, at, name, project, matches, 20 + (row % 97))
      detection.run(row * 2 + 1, at, name, project, '[]', 15 + (row % 31))
      const outcome = OUTCOMES[Math.min(OUTCOMES.length - 1, Math.floor(Math.log2(1 + (row % 127))))] as string
      const plugin = `sw-${group}@specweave`
      decision.run(row, row * 2, at, name, project, group, plugin, outcome, `${plugin} is installed and enabled.`)
    }
  })()
  db.close()
}

function median(work: () => unknown): number {
  const taken = Array.from({ length: 7 }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return taken.sort((a, b) => a - b)[3] ?? 0
}
