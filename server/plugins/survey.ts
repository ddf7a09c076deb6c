import type { Knowledge, OpenInventory } from '../claude/inventory.ts'
import { findProgram, fingerprint, listPlugins, versionOf, wasUsed } from '../claude/program.ts'
import type { ClaudeProgram, Inventory, ListedPlugin, Problem } from '../claude/types.ts'
import type { Config } from '../config.ts'
import type { Live } from '../live.ts'
import { directoryMarketplaceLoads } from '../reload/loaded-from.ts'
import type { Store } from '../store.ts'

/**
 * What is on this machine, known by heart: read from the files at once, and completed by what only the program knows
 * (its version, and which folder it reads) when it has answered. Its answers are kept while the files they rest on
 * stay the same.
 */
export function openSurvey({
  config,
  store,
  live,
  files,
}: {
  config: Config
  store: Store
  live: Live
  files: OpenInventory
}) {
  const ending = new AbortController()
  const surroundings = { ...config, signal: ending.signal }
  let program: Knowledge['program'] = 'unknown'
  let listed: { rows: readonly ListedPlugin[]; fingerprint: string } | null = null
  let complaints: Problem[] = []
  const faults = new Map<string, Problem>()
  let current: Inventory | null = null
  let currentOf = ''
  recall()

  function inventory(): Inventory {
    if (current) return current
    currentOf = registry()
    const known = listed?.fingerprint === currentOf ? listed.rows : null
    const read = files.read({ program, listed: known, links: store.links(), directoryMarketplaceLoads })
    current = { ...read, problems: [...store.problems, ...faults.values(), ...complaints, ...read.problems] }
    return current
  }

  /** Forgets what was read; the next reader reads what changed. */
  function lookAgain() {
    current = null
  }

  /** The same only where the files that say what is installed, and where, are not those that were read. */
  function lookWhetherMoved() {
    if (current !== null && registry() !== currentOf) lookAgain()
  }

  /** Asks the program what it has not been asked yet, and tells when that was news. */
  async function ask(): Promise<void> {
    const before = JSON.stringify([program, listed?.fingerprint, complaints])
    complaints = []
    const path = findProgram(config.claudePath, config.searchPath)
    program = path === null ? null : ((await askVersion(path)) ?? program)
    if (path !== null) await askList(path)
    if (before === JSON.stringify([program, listed?.fingerprint, complaints])) return
    lookAgain()
    live.publish('claude')
    live.publish('inventory')
  }

  async function askVersion(path: string): Promise<ClaudeProgram | null> {
    const kept = store.answer('version', fingerprint([path]))
    if (kept !== null) return { path, version: kept }
    const { answer, problem } = await versionOf(path, surroundings)
    if (problem) complaints.push(problem)
    if (answer) store.putAnswer('version', fingerprint([path]), answer.version)
    return answer
  }

  async function askList(path: string) {
    const now = registry()
    if (listed?.fingerprint === now || !wasUsed(config)) return
    const { answer, problem } = await listPlugins(path, surroundings)
    if (problem) complaints.push(problem)
    if (!answer) return
    listed = { rows: answer, fingerprint: now }
    store.putAnswer('list', now, JSON.stringify(answer))
  }

  /** Takes what an earlier run was told, when nothing has changed since. */
  function recall() {
    const path = findProgram(config.claudePath, config.searchPath)
    if (path === null) {
      program = null
      return
    }
    const version = store.answer('version', fingerprint([path]))
    if (version !== null) program = { path, version }
    const rows = store.answer('list', registry())
    if (rows !== null) listed = { rows: JSON.parse(rows) as ListedPlugin[], fingerprint: registry() }
  }

  /** Everything that decides what `claude plugin list` says, as one text. */
  function registry() {
    const path = findProgram(config.claudePath, config.searchPath)
    return fingerprint([...(path ? [path] : []), ...files.registryFiles()]) + config.project
  }

  /** Something of ours that did not work, to be shown among the problems. */
  function complain(problem: Problem) {
    faults.set(problem.message, problem)
    lookAgain()
  }

  return {
    inventory,
    lookAgain,
    lookWhetherMoved,
    ask,
    complain,
    stopAsking: () => ending.abort(),
    watched: files.watched,
  }
}
