import { sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { limitsOf } from './limits.ts'
import { tidyTrash } from './tidy.ts'

const AN_HOUR = 60 * 60 * 1000
const A_DAY = 24 * AN_HOUR

/** Saves come in bursts: the trash is looked at when they are over (milliseconds). */
const QUIET = 2000

/** Keeps the trash within its limits for as long as a process runs: at its start, every hour, and after each action. */
export function keepTrash(panel: Panel, { thorough }: { thorough: boolean }) {
  let underWay: Promise<unknown> = Promise.resolve()
  let quiet: NodeJS.Timeout | undefined

  const inTurn = (look: () => unknown) => {
    underWay = underWay.then(look).catch((error) => panel.survey.complain(problemOf(panel, error)))
    return underWay
  }
  const tidy = () => inTurn(() => tidyTrash(panel))
  const afterActions = () => inTurn(() => isBeyond(panel) && tidyTrash(panel))

  const unsubscribe = panel.live.subscribe((topic) => {
    if (topic !== 'history') return
    clearTimeout(quiet)
    quiet = setTimeout(afterActions, QUIET).unref()
  })
  const first = thorough ? setTimeout(tidy, QUIET).unref() : undefined
  const hourly = setInterval(tidy, AN_HOUR).unref()
  return {
    async close() {
      unsubscribe()
      clearTimeout(first)
      clearInterval(hourly)
      clearTimeout(quiet)
      await afterActions()
    },
  }
}

/** By the history alone, which is enough right after an action. */
function isBeyond({ store }: Panel): boolean {
  const { days, bytes } = limitsOf(store)
  const { unmeasured, oldest, sum } = store.trashTotals()
  return unmeasured > 0 || sum > bytes || (oldest !== null && Date.now() - oldest > days * A_DAY)
}

const problemOf = ({ trashDir }: Panel, error: unknown) => ({
  file: trashDir,
  message: `The trash could not be kept within its limits: ${sentenceOf(error)}`,
})
