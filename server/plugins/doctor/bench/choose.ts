import { allHooks } from '../../../doctor/examine.ts'
import { inStartingOrder } from '../../../doctor/hooks/order.ts'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import { HotplugError } from '../../../errors.ts'
import type { Panel } from '../../../panel.ts'

/** How a hook is named on the command line: by its id, or by whose it is, its event and its number among those. */
export type Choice = { owner: string | null; event: string | null; index: number | null }

/** A hook with the number that chooses it beside its owner and its event. */
export type Choosable = { subject: HookSubject; owner: string; index: number }

/** All hooks in the order in which the pages show them. */
export async function choosable(panel: Panel): Promise<readonly Choosable[]> {
  const { places } = await panel.doctor.diagnose()
  const counts = new Map<string, number>()
  return inStartingOrder(places.flatMap(({ subjects }) => allHooks(subjects))).map((subject) => {
    const owner = ownerName(subject)
    const key = `${owner} ${subject.hook.event}`
    const index = (counts.get(key) ?? 0) + 1
    counts.set(key, index)
    return { subject, owner, index }
  })
}

/** Those that a choice leaves. Throws when it names nothing that is there. */
export function chosenFrom(all: readonly Choosable[], { owner, event, index }: Choice): readonly Choosable[] {
  const byId = all.filter(({ subject }) => subject.hook.id === owner)
  if (byId.length > 0) return byId
  const left = all
    .filter((one) => owner === null || one.owner === owner || one.owner.split('@')[0] === owner)
    .filter(({ subject }) => event === null || subject.hook.event.toLowerCase() === event.toLowerCase())
    .filter((one) => index === null || one.index === index)
  if (left.length > 0 || owner === null) return left
  throw new HotplugError(
    404,
    `No hook is chosen by ${[owner, event, index].filter((part) => part !== null).join(' ')}.`,
    'Run `hotplug test-hook` to see all that there are.',
  )
}

/** 'voice@lab' for all that a plugin brings, else the layer of the settings. */
function ownerName({ hook: { owner }, place }: HookSubject): string {
  if (owner.kind === 'settings') return owner.layer
  return owner.plugin ?? (place.kind === 'plugin' ? place.id : place.kind)
}
