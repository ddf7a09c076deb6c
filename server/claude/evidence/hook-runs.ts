import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { fieldOf } from '../json.ts'
import { parse, timeIn } from './findings.ts'
import { namesIn, readEnd } from './tail.ts'

/**
 * Hooks that ran at one moment, as a transcript records them (measured with 2.1.329): of Stop all of them, of other
 * events only those that said something or failed. `group` is the same for those of one prompt or tool call.
 */
export type RecordedRun = {
  at: number
  session: string
  event: string
  subject: string | null
  group: string
  command: string
  ms: number
}

const MOST_TRANSCRIPTS = 30
const MOST_BYTES = 512 * 1024
const LONGEST_LINE = 64 * 1024
const MOST_PROJECTS = 400
const MOST_RUNS = 2_000
const NEWLINE = 10
const SIGNS = ['"attachment":{"type":"hook_', '"stop_hook_summary"'].map((text) => Buffer.from(text))

/** Reads the ends of the newest transcripts of all projects: one that did not change is not opened again. */
export function openHookRuns(configDir: string) {
  const folder = join(configDir, 'projects')
  const known = new Map<string, { stamp: string; runs: readonly RecordedRun[] }>()

  return function hookRuns(): readonly RecordedRun[] {
    const files = newest(folder)
    const runs = files.flatMap(({ file, session, stamp }) => {
      const before = known.get(file)
      if (before?.stamp === stamp) return before.runs
      const found = runsIn(file, session)
      known.set(file, { stamp, runs: found })
      return found
    })
    for (const file of known.keys()) if (!files.some((one) => one.file === file)) known.delete(file)
    return runs
  }
}

function newest(folder: string) {
  return namesIn(folder)
    .slice(0, MOST_PROJECTS)
    .flatMap((project) =>
      namesIn(join(folder, project)).flatMap((name) => {
        const file = join(folder, project, name)
        const session = name.endsWith('.jsonl') ? name.slice(0, -'.jsonl'.length) : null
        const stats = session === null ? undefined : statOf(file)
        if (session === null || !stats?.isFile()) return []
        return [{ file, session, at: stats.mtimeMs, stamp: `${stats.ino} ${stats.size} ${stats.mtimeMs}` }]
      }),
    )
    .sort((one, other) => other.at - one.at)
    .slice(0, MOST_TRANSCRIPTS)
}

function runsIn(file: string, session: string): readonly RecordedRun[] {
  const bytes = readEnd(file, MOST_BYTES)
  const runs: RecordedRun[] = []
  for (let from = 0, end = bytes.indexOf(NEWLINE); end >= 0; from = end + 1, end = bytes.indexOf(NEWLINE, from)) {
    const line = bytes.subarray(from, end)
    if (line.length <= LONGEST_LINE && SIGNS.some((sign) => line.includes(sign)))
      runs.push(...runsOf(parse(line.toString()), session))
  }
  return runs.slice(-MOST_RUNS)
}

function* runsOf(line: unknown, session: string): Generator<RecordedRun> {
  const at = timeIn(line)
  if (at === null) return
  const attachment = fieldOf(line, 'attachment')
  const [event, name] = [fieldOf(attachment, 'hookEvent'), fieldOf(attachment, 'hookName')]
  if (typeof event === 'string' && event.length < 60) {
    const subject = typeof name === 'string' && name.startsWith(`${event}:`) ? name.slice(event.length + 1, 200) : null
    yield* runOf(attachment, { at, session, event, subject, group: `${fieldOf(attachment, 'toolUseID')}` })
  }
  if (fieldOf(line, 'subtype') !== 'stop_hook_summary') return
  const infos = fieldOf(line, 'hookInfos')
  for (const info of Array.isArray(infos) ? infos.slice(0, 100) : [])
    yield* runOf(info, { at, session, event: 'Stop', subject: null, group: `${fieldOf(line, 'toolUseID')}` })
}

function* runOf(record: unknown, around: Omit<RecordedRun, 'command' | 'ms'>): Generator<RecordedRun> {
  const [command, ms] = [fieldOf(record, 'command'), fieldOf(record, 'durationMs')]
  if (typeof command === 'string' && command.length <= 1000 && typeof ms === 'number' && ms >= 0)
    yield { ...around, command, ms }
}

function statOf(file: string) {
  try {
    return lstatSync(file, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
