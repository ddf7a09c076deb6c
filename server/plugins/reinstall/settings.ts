import type { InstallRecord } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { saidFor } from './plan.ts'
import type { ReinstallPlan } from './types.ts'

/** What the settings of one scope say of each plugin that is installed for it. */
export type SettingsNow = ReadonlyMap<string, boolean>

export function settingsNow({ survey }: Panel, record: InstallRecord): SettingsNow {
  const said = survey.inventory().plugins.flatMap((plugin) => {
    const own = plugin.records.find((one) => one.scope === record.scope && one.projectPath === record.projectPath)
    const value = own ? saidFor(plugin, own) : null
    return value === null ? [] : [[plugin.id, value] as const]
  })
  return new Map(said)
}

/**
 * The commands that make the settings of this scope say of every plugin what they said before: somebody else's command
 * at the same time can have lost entries (measured with 2.1.329).
 */
export function repairsFor({ id, record, enabled }: ReinstallPlan, before: SettingsNow, now: SettingsNow) {
  const wanted = new Map(before).set(id, enabled)
  return [...wanted]
    .filter(([plugin, value]) => (now.get(plugin) ?? false) !== value)
    .map(([plugin, value]) => ['plugin', value ? 'enable' : 'disable', plugin, '--scope', record.scope])
}
