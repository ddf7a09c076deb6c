import { sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { openLooking } from '../looking.ts'

/** How often files that nobody watches are looked at, while somebody has a page open (milliseconds). */
const PACE = 1_000

/** Keeps what the doctor found true while the panel runs. */
export function keepDoctor({ doctor, live, survey, config }: Panel) {
  const leave = doctor.attend()
  const { look, close } = openLooking(doctor.bring, (error) => {
    const message = `Hooks, skills and manifests could not be examined: ${sentenceOf(error)}`
    survey.complain({ file: config.configDir, message })
  })

  const unsubscribe = live.subscribe((topic) => {
    if (topic !== 'sessions') return
    doctor.stirredBySessions()
    look()
  })

  const pace = setInterval(() => {
    if (live.listeners() > 0 && doctor.lookOutside()) look()
  }, PACE).unref()

  return {
    look,
    /** Something below this folder changed. */
    stirred(tree: string) {
      doctor.stirred(tree)
    },
    async close() {
      const closing = close()
      clearInterval(pace)
      unsubscribe()
      leave()
      doctor.stop()
      await closing
    },
  }
}
