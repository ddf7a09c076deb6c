import { existsSync } from 'node:fs'
import type { Plugin } from '../../claude/types.ts'
import { sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import type { Memo } from '../../trees/compare.ts'
import type { Comparison } from '../../trees/pair.ts'
import { stepsAfter } from '../examine.ts'
import type { Synced } from '../in-sessions.ts'
import { pairOf } from '../pairs.ts'
import { commandsOf } from '../sync.ts'
import { textsBelow } from '../texts.ts'
import { asTask, attempt, MANY } from './attempt.ts'
import { lookAt } from './look.ts'
import { afterAttempt, decide, FRESH, type Memory, nudged, type Sight, type Standing } from './machine.ts'
import { tellLater, tellSyncs } from './telling.ts'
import * as say from './words.ts'

export type Keeper = ReturnType<typeof openKeeper>

/** `moved`: the plugin's source may be found anew. */
export type KeeperOptions = { limit: number; synced?: (synced: Synced) => void; moved?: () => void }

/** Keeps one plugin in sync: looks, decides, syncs, and looks again as long as there is a reason to. */
export function openKeeper(panel: Panel, first: Plugin, options: KeeperOptions) {
  let plugin = first
  let memo: Memo = new Map()
  let memory: Memory = FRESH
  let running: Promise<void> | null = null
  let isStirred = false
  let again = false
  let closed = false
  let isSourceThere = plugin.source !== null
  let timer: NodeJS.Timeout | undefined
  let abort = new AbortController()
  const telling = tellLater(panel, plugin.id)
  const tell = options.synced
  const tellOfSyncs = tell && tellSyncs(panel, plugin.id, (action) => tell({ plugin, action }))
  report(LOOKING)

  function report(standing: Standing) {
    panel.watching.report(plugin.id, isStirred && standing.state === 'up to date' ? LOOKING : standing)
    telling.later(standing)
  }

  function look(): Promise<void> {
    if (closed) return Promise.resolve()
    again = true
    running ??= work().finally(() => {
      running = null
      if (again) void look()
    })
    return running
  }

  async function work() {
    while (again && !closed) {
      again = false
      clearTimeout(timer)
      await turn().catch(stumble)
    }
    telling.now()
  }

  /** Something of our own that failed, a full disk below the store say, must not end the panel. */
  function stumble(error: unknown) {
    if (closed) return
    memory = afterAttempt(
      memory,
      { kind: 'failed', sentence: say.failed(sentenceOf(error)) },
      Date.now(),
      options.limit,
    )
    panel.watching.report(plugin.id, { state: 'failed', sentence: memory.setback?.sentence ?? '', progress: null })
    timer = setTimeout(look, Math.max(1, (memory.setback?.until ?? 0) - Date.now()))
  }

  async function turn() {
    const { sight, compared } = lookAt(panel, plugin, memo)
    const next = decide(memory, sight, Date.now())
    memory = next.memory
    report(next.standing)
    if (compared) panel.comparisons.learn(plugin, compared)
    if (next.sync.size > 0 && compared) await sync(sight, compared, next.sync)
    else if (next.lookAt !== null) timer = setTimeout(look, Math.max(1, next.lookAt - Date.now()))
    tellOfSyncs?.()
    lookForSource()
  }

  /** A link whose folder was gone leads somewhere again. */
  function lookForSource() {
    const wasThere = isSourceThere
    isSourceThere = plugin.source !== null || isLinkedFolder(panel, plugin.id)
    if (isSourceThere && !wasThere) options.moved?.()
  }

  async function sync(sight: Sight, compared: Comparison, paths: ReadonlySet<string>) {
    const deltas = compared.deltas.filter(({ path }) => paths.has(path))
    const before = rememberTexts(
      plugin,
      deltas.map(({ path }) => path),
    )
    abort = new AbortController()
    const progress = (done: number, total: number) =>
      report({ state: 'syncing', sentence: say.syncing(done, total), progress: { done, total } })
    const { outcome, action } = await asTask(
      panel,
      plugin.id,
      { files: paths.size, signal: abort.signal, progress },
      (task) => attempt(panel, plugin, compared, paths, task),
    )
    memory = afterAttempt(memory, outcome, Date.now(), options.limit)
    if (action === null || memory.stopped !== null) report(decide(memory, sight, Date.now()).standing)
    if (action === null) {
      if (memory.stopped === null) timer = setTimeout(look, Math.max(1, (memory.setback?.until ?? 0) - Date.now()))
      return
    }
    // What was saved meanwhile has its own event, once it has settled.
    again ||= !isStirred
    const after = commandsOf(stepsAfter(panel, plugin, deltas, before))
    if (after.length > 0) panel.store.changeAction(action, { after: JSON.stringify(after) })
    panel.live.publish('history')
  }

  return {
    plugin: () => plugin,
    look,
    /** Something happened to one of its folders; what, is looked at once it has settled. */
    stir() {
      isStirred = true
      if (memory.stopped === null && running === null) panel.watching.report(plugin.id, LOOKING)
    },
    saved() {
      isStirred = false
      memory = nudged(memory)
      return look()
    },
    /** The plugin as it is known now; in other folders everything begins anew. */
    follow(now: Plugin) {
      const isMoved = placesOf(now) !== placesOf(plugin)
      plugin = now
      if (!isMoved) return
      memo = new Map()
      memory = { ...FRESH, syncs: memory.syncs, stopped: memory.stopped }
      void look()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      abort.abort(new Error('The watch ended.'))
      await running
      clearTimeout(timer)
      telling.stop()
    },
  }
}

const LOOKING: Standing = { state: 'syncing', sentence: say.LOOKING, progress: null }

const isLinkedFolder = ({ store }: Panel, id: string) => existsSync(store.links().get(id) ?? '')

const placesOf = (plugin: Plugin) => JSON.stringify([pairOf(plugin), plugin.source?.path])

/** What the loaded copy holds now, for the rules that must know how a file changed. */
function rememberTexts(plugin: Plugin, paths: readonly string[]) {
  const read = textsBelow(plugin.loaded.path)
  const texts = new Map(paths.slice(0, MANY).map((path) => [path, read(path)]))
  return (path: string) => texts.get(path)
}
