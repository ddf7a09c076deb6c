import { allHooks } from '../../../doctor/examine.ts'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import { HotplugError } from '../../../errors.ts'
import type { Panel } from '../../../panel.ts'

/** The hook with this id as it is on disk now. */
export async function hookById(panel: Panel, id: string): Promise<HookSubject> {
  const { places } = await panel.doctor.diagnose()
  const found = places.flatMap(({ subjects }) => allHooks(subjects)).find(({ hook }) => hook.id === id)
  if (found) return found
  throw new HotplugError(404, 'There is no such hook.', 'It may have been moved or removed: look at the list of hooks.')
}
