import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'

const LONGEST = 300

/** Nobody wants to hear of this finding again; it stays on the list of those that are muted, with the reason. */
export function muteFinding(panel: Panel, id: string, said: string) {
  const reason = said.trim()
  const finding = panel.doctor.known().findings.find((one) => one.id === id)
  if (!finding) throw new HotplugError(422, 'This finding is not there any more.', 'There is nothing to mute.')
  if (reason === '')
    throw new HotplugError(422, 'A finding is muted with a reason.', 'Say in a few words why it is fine here.')
  if (reason.length > LONGEST)
    throw new HotplugError(422, `The reason is longer than ${LONGEST} characters.`, 'A few words will do.')
  const { check, plugin, message } = finding
  panel.store.mutes.put({ finding: id, check_name: check, plugin, message, reason })
  panel.live.publish('doctor')
}

/** What was muted counts again, or is forgotten where it is not found any more. */
export function unmuteFinding(panel: Panel, id: string) {
  if (!panel.store.mutes.drop(id))
    throw new HotplugError(422, 'This finding is not muted.', 'It may have been unmuted on another page.')
  panel.live.publish('doctor')
}
