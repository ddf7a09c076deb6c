import { chmodSync, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Instructions, withInstructions } from '../autoload/instructions.ts'
import { HotplugError, planChanged } from '../errors.ts'
import { withLock } from '../locks.ts'
import type { Panel } from '../panel.ts'
import { journalOf } from '../plugins/journal.ts'
import { type Patch, patchOf } from '../trees/patch.ts'
import { newToken } from '../trees/places.ts'
import { finishPlan } from '../trees/plan.ts'
import { entryAt } from '../trees/stamp.ts'
import { readText } from '../trees/text.ts'
import type { Entry } from '../trees/types.ts'
import { unifiedPatch } from '../trees/unified.ts'
import { groupsOf } from './circumstances.ts'

const NAME = 'CLAUDE.md'
const LARGEST = 1024 * 1024

/** `state`: how the section was found; `patch`: what changes, null when nothing does. `shown`: names what was looked at. */
export type InstructionsResult = {
  file: string
  state: Extract<Instructions, { text: string }>['state']
  done: boolean
  /** The number of the action; null when nothing was written. */
  action: number | null
  message: string
  patch: Patch | null
  /** The patch as `git diff` prints it. */
  diff: string
  shown: string
}

type Options = {
  dryRun: boolean
  /** The `shown` of what a person has seen; null: whatever is there now. */
  shown?: string | null
}

/** Writes or refreshes the section on groups in a folder's CLAUDE.md; an action that can be undone like any other. */
export async function updateInstructions(
  panel: Panel,
  folder: string,
  { dryRun, shown = null }: Options,
): Promise<InstructionsResult> {
  const root = folderOf(panel, folder)
  return withLock(panel.store, '', async () => {
    const found = readInstructions(panel, root)
    if (shown !== null && shown !== found.shown) throw planChanged(found.file)
    const { file, state, shown: now } = found
    if (state === 'current')
      return { file, state, done: false, action: null, message: `${file} is current.`, ...NOTHING, shown: now }
    const aside = writeAside(panel, found)
    try {
      const patch = patchOf(join(aside, NAME), found.entry === null ? null : file, { path: NAME })
      const known = { file, state, patch, diff: unifiedPatch(patch), shown: now }
      if (dryRun) return { ...known, done: false, action: null, message: `Would ${VERBS[kindOf(found)][0]} ${file}.` }
      const action = await write(panel, root, aside, found)
      return { ...known, done: true, action, message: `${VERBS[kindOf(found)][1]} ${file}.` }
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  })
}

/** How the section is found now; nothing is written, not even aside. */
export function instructionsNow(panel: Panel, folder: string): Pick<InstructionsResult, 'file' | 'state'> {
  const { file, state } = readInstructions(panel, folderOf(panel, folder))
  return { file, state }
}

type Found = {
  file: string
  /** What stands there; null: nothing. */
  entry: Entry | null
  state: InstructionsResult['state']
  text: string
  shown: string
}

/** Refuses, with a sentence, whatever cannot be changed without doubt. */
function readInstructions(panel: Panel, root: string): Found {
  const file = join(root, NAME)
  const entry = entryAt(root, NAME)
  const refused = (why: string, next: string) => new HotplugError(422, `${file} ${why}, so nothing was written.`, next)
  if (entry?.kind === 'link')
    throw refused(`is a link to ${entry.target}`, 'Run this in the folder of that file, or make it a file of its own.')
  const side = readText(file, LARGEST)
  if (side?.kind === 'unreadable')
    throw refused(side.problem ?? 'cannot be read', 'It has to be a file that you may read.')
  if (side?.kind === 'too large')
    throw refused('is larger than 1 MB', 'Claude Code reads all of it in every session: shorten it.')
  if (side && (side.kind === 'binary' || !side.encoding.startsWith('UTF-8')))
    throw refused('is not text in UTF-8', 'Save it as UTF-8.')
  const { groups } = groupsOf(panel)
  const choices = panel.store.autoload.choices()
  const instructions = withInstructions(
    side?.text ?? '',
    groups.filter(({ name }) => choices.get(name)?.state !== 'off'),
  )
  if (instructions.state === 'broken') throw refused(`cannot be changed: ${instructions.why.replace(/\.$/, '')}`, MEND)
  const stamp = entry ? `${entry.ino}-${entry.size}-${entry.mtimeMs}` : 'none'
  return { file, entry, state: instructions.state, text: instructions.text, shown: `${stamp}-${instructions.state}` }
}

const MEND = 'Put both lines back around what Hotplug wrote, or take all of them out.'

/** What the plan copies from, with the permissions that the file has. */
function writeAside({ config }: Panel, { text, entry }: Found): string {
  const aside = join(realpathSync(config.stateDir), 'aside', newToken())
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  const copy = join(aside, NAME)
  writeFileSync(copy, text, { mode: 0o600 })
  chmodSync(copy, entry ? entry.mode & 0o777 : 0o644)
  return aside
}

async function write(panel: Panel, root: string, aside: string, found: Found): Promise<number> {
  const from = entryAt(aside, NAME)
  if (from === null) throw new HotplugError(409, `${aside} was removed meanwhile.`, 'Try again.')
  const operations = [{ do: 'write' as const, path: NAME, from, over: found.entry }]
  const plan = finishPlan({ direction: 'to-loaded', from: aside, into: root, operations, skipped: [], warnings: [] })
  const summary = `${VERBS[kindOf(found)][1]} ${found.file} with the groups of plugins`
  const journal = journalOf(panel.store, { kind: 'instructions', plugin: '', summary })
  const { action } = await panel.apply(plan, journal, { trashDir: panel.trashDir })
  panel.live.publish('history')
  return action
}

const kindOf = ({ entry, state }: Found) => (entry === null ? 'new' : state === 'absent' ? 'without' : 'with')

const VERBS = {
  new: ['create', 'Created'],
  without: ['extend', 'Extended'],
  with: ['update', 'Updated'],
} as const

const NOTHING = { patch: null, diff: '' }

function folderOf({ config }: Panel, folder: string): string {
  const path = resolve(config.project, folder)
  try {
    if (statSync(path).isDirectory()) return realpathSync(path)
  } catch (error) {
    throw new HotplugError(422, `The folder ${path} cannot be read.`, 'Name the folder of a project.', error)
  }
  throw new HotplugError(422, `${path} is not a folder.`, 'Name the folder of a project.')
}
