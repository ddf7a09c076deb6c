import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import type { Done, Journal, Phase, Unfinished, Work } from '../../../server/trees/journal.ts'

export type Row = {
  action: number
  state: 'running' | 'done' | 'reverted' | 'stuck'
  phase: Phase
  work: Work
  after: [string, string][]
  left: readonly string[]
  message: string
}

/** A journal in one JSON file, written beside and renamed, so that a killed process leaves the old or the new one. */
export function openFileJournal(path: string): Journal & { rows: () => Row[]; unfinished: () => Unfinished[] } {
  const read = (): Row[] => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [])
  const change = (action: number, part: Partial<Row>) =>
    write(
      path,
      read().map((row) => (row.action === action ? { ...row, ...part } : row)),
    )
  return {
    rows: read,
    unfinished: () => read().filter(({ state }) => state === 'running'),
    begin(work) {
      const rows = read()
      const action = rows.length + 1
      write(path, [...rows, { action, state: 'running', phase: 'stage', work, after: [], left: [], message: '' }])
      return action
    },
    phase: (action, phase) => change(action, { phase }),
    finish: (action, { after, left }: Done) => change(action, { state: 'done', after: [...after], left }),
    fail: (action, state, message) => change(action, { state, message }),
  }
}

function write(path: string, rows: readonly Row[]) {
  const file = openSync(`${path}.new`, 'w')
  writeSync(file, JSON.stringify(rows))
  fsyncSync(file)
  closeSync(file)
  renameSync(`${path}.new`, path)
}
