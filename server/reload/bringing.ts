import type { Step } from '../plugins/types.ts'
import type { Changed } from './sequence.ts'
import { namesOf } from './why.ts'

/** The step that brings the edits to the copy that Claude Code reads. */
export function bringing(
  needs: 'sync' | 'update' | 'reinstall',
  files: readonly Changed[],
  plugin: string | null,
): Step {
  const [name, marketplace] = idOf(plugin)
  if (needs === 'sync') {
    return {
      by: 'hotplug',
      text: `Sync ${files.length === 1 ? '1 file' : `${files.length} files`}`,
      command: marketplace ? `hotplug sync ${name}@${marketplace}` : null,
      why: `Claude Code reads another copy, in which ${namesOf(files)} ${files.length === 1 ? 'is' : 'are'} not yet as in the source.`,
    }
  }
  const commands = marketplace ? COMMANDS[needs](`${name}@${marketplace}`, marketplace) : null
  return { by: 'claude', text: needs, command: commands, why: WHY[needs] }
}

const COMMANDS = {
  update: (id: string, marketplace: string) =>
    `claude plugin marketplace update ${marketplace} && claude plugin update ${id}`,
  reinstall: (id: string, marketplace: string) =>
    `claude plugin marketplace update ${marketplace} && claude plugin uninstall ${id} && claude plugin install ${id}`,
}

const WHY = {
  update: 'The source has another version; Claude Code copies it into the cache when the plugin is updated.',
  reinstall: 'The version is the same, so an update copies nothing; a new installation copies the files again.',
}

/** Only an id that can be typed into a shell as it is. */
const idOf = (plugin: string | null): readonly (string | undefined)[] =>
  /^(\w[\w.-]*)@(\w[\w.-]*)$/.exec(plugin ?? '')?.slice(1) ?? []
