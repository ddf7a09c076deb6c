import { openDisk } from '../../claude/disk.ts'
import { isSafeId } from '../../claude/ids.ts'
import { inProject } from '../../claude/in-project.ts'
import { decidingIn } from '../../claude/settings.ts'
import type { Plugin } from '../../claude/types.ts'
import type { Context } from './context.ts'
import { type Loading, notLoaded } from './loading.ts'
import { typed } from './steps.ts'

/** A plugin that was installed for other projects than the one of this folder. */
export function wrongScope(plugin: Plugin, folder: string): Loading | null {
  const { id, records } = plugin
  if (records.length === 0 || inFolder(plugin, folder).record !== null) return null
  const projects = [...new Set(records.flatMap(({ projectPath }) => projectPath ?? []))]
  return {
    ...notLoaded(`${id} is installed only for ${projects.join(' and ') || 'another project'}; ${folder} is elsewhere`),
    steps: isSafeId(id)
      ? [
          typed(
            'install it for every project',
            `claude plugin install ${id} --scope user`,
            'Or work in the project it is installed for.',
          ),
        ]
      : [],
  }
}

/** A plugin that settings do not enable there; which file says so, and of which layer it is. */
export function disabled(plugin: Plugin, folder: string, { session }: Context): Loading | null {
  const { id, enablements } = plugin
  if (session === null ? plugin.enabled : inFolder(plugin, folder).enabled) return null
  const by = session === null ? plugin.enabledBy : decidingIn(folder, enablements)
  return {
    ...notLoaded(
      by ? `${id} is disabled by the ${by.layer} settings, ${by.file}` : `${id} is disabled: no settings enable it`,
    ),
    steps:
      isSafeId(id) && by?.layer !== 'managed'
        ? [
            typed(
              'enable it',
              `claude plugin enable ${id}${by ? ` --scope ${by.layer}` : ''}`,
              'None of its files are read until then.',
            ),
          ]
        : [],
    ground: by?.layer === 'managed' ? 'Managed settings are for an administrator to change.' : null,
  }
}

const inFolder = (plugin: Plugin, folder: string) => inProject(openDisk().look(), plugin, folder)
