import { verdictOf } from '../../reload/verdict.ts'
import { pathBelow } from '../../trees/inside.ts'
import type { Answering } from './context.ts'
import { situationIn } from './row.ts'

/** Settings of an administrator. */
export const managedAnswer: Answering = ({ panel, path, disk, session }) => {
  const { managedSettings } = panel.config
  const isOne = path === managedSettings || pathBelow(managedSettings.replace(/\.json$/, '.d'), path) !== null
  if (!isOne) return null
  const verdict = verdictOf({ component: 'settings', change: 'edited' }, situationIn(panel, null, session))
  const exists = disk.kind !== 'missing'
  return {
    component: 'settings',
    verdict,
    answer: `Managed settings: they decide against those of the user and of any project${exists ? '' : ', but there are none'}.`,
    hops: [
      {
        hop: 'loaded',
        ok: exists,
        detail: exists ? `Claude Code reads ${path} itself` : `${path} does not exist`,
        at: null,
      },
    ],
  }
}
