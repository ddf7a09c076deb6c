import { isSafeId } from '../../claude/ids.ts'
import type { Plugin } from '../../claude/types.ts'
import { sequenceOf } from '../../reload/sequence.ts'
import type { Situation } from '../../reload/types.ts'
import { verdictOf } from '../../reload/verdict.ts'
import type { FileRow, Step } from '../types.ts'
import type { Loading } from './loading.ts'
import type { Compared } from './row.ts'

/** What leads to the loaded folder and from there into a session: bringing it there, and having the plugin loaded. */
export function wayOf(
  plugin: Plugin,
  { row }: Compared,
  loading: Loading,
  situation: Situation,
  isThere: boolean,
): readonly Step[] {
  const own = isThere ? [] : row.edited === 'cache' ? [reviewOf(plugin, row), ...row.steps] : row.steps
  if (loading.ok !== false || loading.steps.length === 0) return own
  const verdict = verdictOf(
    { component: 'settings', change: 'edited', part: 'enabledPlugins' },
    { ...situation, mode: 'project' },
  )
  const after = sequenceOf([{ path: 'settings.json', verdict }], {
    needs: null,
    plugin: null,
    driver: situation.driver,
  })
  const bringing = own.filter(({ by }) => by === 'hotplug')
  return [...loading.steps, ...bringing, ...after]
}

/** The copy was edited, not the source: making the one the other is for a person to decide. */
const reviewOf = ({ id }: Plugin, { path }: FileRow): Step => ({
  by: 'hotplug',
  text: 'Review 1 file',
  command: isSafeId(id) && /^[\w./-]+$/.test(path) ? `hotplug sync ${id} --file ${path} --overwrite` : null,
  why: 'The loaded copy was edited itself: take what the source has, or bring the edit back to the source.',
})
