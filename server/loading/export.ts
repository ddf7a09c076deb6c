import type { Panel } from '../panel.ts'

/** So many rows are in memory at once. */
const PART = 500

/** Everything that auto-loading remembers, one JSON object a line, oldest first within each kind. */
export function* historyLines({ store }: Panel): Generator<string> {
  for (const table of store.past.exported) {
    for (let after = 0; ; ) {
      const rows = store.past.part(table, after, PART)
      if (rows.length > 0) yield rows.map((row) => lineOf(table, row)).join('')
      after = Number(rows.at(-1)?.id ?? after)
      if (rows.length < PART) break
    }
  }
  for (let after = ''; ; ) {
    const rows = store.past.sessionPart(after, PART)
    if (rows.length > 0) yield rows.map((row) => lineOf('sessions', row)).join('')
    after = rows.at(-1)?.id ?? after
    if (rows.length < PART) break
  }
}

const LISTS = new Set(['matches', 'suppressed', 'evidence'])

/** Lists are kept as text; whoever reads the lines wants them as lists. */
function lineOf(table: string, row: object): string {
  const values = Object.entries(row).map(([name, value]) => [name, LISTS.has(name) ? parsed(value) : value])
  return `${JSON.stringify({ kind: KINDS[table] ?? table, ...Object.fromEntries(values) })}\n`
}

const KINDS: Record<string, string> = {
  ...{
    detections: 'detection',
    decisions: 'decision',
    installs: 'install',
    activations: 'activation',
    sessions: 'session',
  },
}

function parsed(value: unknown): unknown {
  try {
    return JSON.parse(String(value))
  } catch {
    return value
  }
}
