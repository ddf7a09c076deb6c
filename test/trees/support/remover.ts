/** A process that removes an action's trash and kills itself just before its so-manieth call: `TRASH TOKEN CALL`. */
import { removeTrash } from '../../../server/trees/remove-trash.ts'
import { beforeEachCall } from './faults.ts'

const [trashDir = '', token = '', call] = process.argv.slice(2)
let calls = 0
beforeEachCall(() => {
  if (++calls === Number(call)) process.kill(process.pid, 'SIGKILL')
})
await removeTrash(token, trashDir)
