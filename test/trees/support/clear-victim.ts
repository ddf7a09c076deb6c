/**
 * A process that clears and puts back without end, to be killed: `node clear-victim.ts FOLDER TRASH [CALL [cancel]]`.
 * With CALL it kills itself just before its so-manieth file system call within actions; with `cancel` every clearing is
 * cancelled half-way. Says 'ready' once it begins.
 */
import { CLEARED, clearPlaceIn } from './clear.ts'
import { beforeEachCall } from './faults.ts'

const [folder = '', trash, call, cancel] = process.argv.slice(2)
const place = clearPlaceIn(folder, trash)
await place.recover()
for (const { state, work } of place.journal.rows())
  if (state === 'done' && work.plan.direction === 'clear') await place.restore(work.token).catch(() => undefined)

let calls = 0
let acting = false
if (call !== undefined)
  beforeEachCall(() => {
    if (acting && ++calls === Number(call)) process.kill(process.pid, 'SIGKILL')
  })
console.log('ready')

for (let round = 0; round < 10_000; round++) {
  const abort = new AbortController()
  const progress = (done: number) => done === 3 && cancel !== undefined && abort.abort(new Error('It was cancelled.'))
  const task = { signal: abort.signal, progress, commit: () => {} }
  acting = true
  const cleared = await place.clear(CLEARED, { task }).catch((error) => {
    if (cancel === undefined) throw error
  })
  if (cleared) await place.restore(cleared.token)
  acting = false
}
