/**
 * A process that syncs and undoes without end, to be killed: `node victim.ts FOLDER [CALL [NAME]]`. With CALL it kills
 * itself just before its so-manieth file system call within actions. With NAME the file of that name cannot be put into
 * place, and the calls are counted from there, so that the kill strikes the rollback. Says 'ready' once it begins.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { recover } from '../../../server/trees/recover.ts'
import { beforeEachCall, failure } from './faults.ts'
import { placeIn } from './sync.ts'

const [folder = '', call, failing] = process.argv.slice(2)
const place = placeIn(folder)
const generations = readdirSync(folder).filter((name) => name.startsWith('generation-'))

for (const unfinished of place.journal.unfinished()) await recover(unfinished, place.journal, place.settings)

let calls = 0
let failed = false
let acting = false
if (call !== undefined)
  beforeEachCall((name, [, target]) => {
    const fails = failing !== undefined && name === 'renameSync' && String(target).endsWith(`loaded/${failing}`)
    if (acting && (failing === undefined || failed) && ++calls === Number(call)) process.kill(process.pid, 'SIGKILL')
    if (!fails || failed) return
    failed = true
    throw failure('EIO', name)
  })
console.log('ready')

for (let round = 0; round < 10_000; round++) {
  const source = join(folder, generations[(round + Number(call ?? Date.now())) % generations.length] ?? '')
  const plan = place.plan('to-loaded', undefined, { source })
  if (plan.operations.length === 0) continue
  acting = true
  const applied = await place.apply(plan).catch((error) => {
    if (!failed) throw error
  })
  if (applied && round % 2 === 0) await place.undo(applied.token)
  acting = false
}
