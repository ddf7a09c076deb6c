import { sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { openLooking } from '../looking.ts'

/** How often it is looked whether a session ended without a word, or reloaded, while somebody has a page open (milliseconds). */
const PACE = 1_000

/** Keeps what sessions have known while the panel runs: what they read is looked at before it is edited. */
export function keepSessions({ sessions, survey, live, config }: Panel) {
  const leave = sessions.attend()
  let before = ''
  const { look, close } = openLooking(sessions.bring, (error) => {
    const message = `What running sessions have could not be looked at: ${sentenceOf(error)}`
    survey.complain({ file: config.configDir, message })
  })

  const pace = setInterval(() => {
    if (live.listeners() === 0) return
    const { done, total } = sessions.looked()
    if (done < total) look()
    const now = sessions.standing()
    if (now === before) return
    const hasEnded = survey.inventory().sessions.some(({ pid, alive }) => alive && !sessions.isLiving(pid))
    if (hasEnded) {
      survey.lookAgain()
      live.publish('inventory')
      look()
    }
    before = sessions.standing()
    sessions.tell()
  }, PACE).unref()

  return {
    look,
    /** A tree changed, or only now nothing that happens in it is missed. */
    stirred(root: string) {
      sessions.stirred(root)
      look()
    },
    async close() {
      const closing = close()
      clearInterval(pace)
      leave()
      await closing
    },
  }
}
