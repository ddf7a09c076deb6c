import { HotplugError } from '../../errors.ts'
import { explain } from '../../trees/errors.ts'
import { dropKept } from '../../trees/keep.ts'
import type { Run } from './execute.ts'
import { finishWith, keepWhatChanged, recordOf } from './settle.ts'

/** Ends an action that did not succeed and says what is true now: above all whether the plugin is still installed. */
export function failed(run: Run, error: unknown): unknown {
  const { panel, plan, log } = run
  const { id, record } = plan
  panel.survey.lookAgain()
  const now = recordOf(panel, id, record)
  if (now === null) {
    const next = `${finishWith(id, record)} Its old files are in the trash.`
    const sentence = `Installing it again failed: ${explain(error)} ${next}`
    end(run, `${id} was uninstalled and not installed again`, sentence)
    return new HotplugError(500, `${id} was uninstalled. Installing it again failed: ${explain(error)}`, next, error)
  }
  const next = error instanceof HotplugError ? error.next : ''
  const sentence = `${explain(error)} ${next || (isTouched(run) ? '' : 'Nothing was changed.')}`.trim()
  const notes = isTouched(run) ? keepWhatChanged(panel, log.action, id, log.work) : dropAll(run)
  const again = now.installedAt !== record.installedAt
  end(
    run,
    `${id} ${again ? 'was reinstalled, but not all went well' : 'was not reinstalled'}`,
    [sentence, ...notes].join(' '),
  )
  return error
}

/** The second installation already puts new files into the folder. */
const isTouched = ({ log }: Run) =>
  log.work.reinstall.steps.some(({ name, state }) => state !== 'waiting' && name !== 'refresh')

function dropAll({ panel, log }: Run): string[] {
  dropKept(log.work.token, panel.trashDir)
  panel.store.dropKept(log.action, 'nothing was replaced')
  panel.store.setTrashed(log.action, 0)
  return []
}

function end({ panel, log }: Run, summary: string, sentence: string) {
  log.save({ result: sentence })
  panel.store.changeAction(log.action, { summary })
  panel.store.endAction(log.action, { state: 'failed', error: sentence })
  panel.live.publish('history')
  panel.live.publish('inventory')
}
