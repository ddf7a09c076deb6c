import { lstatSync } from 'node:fs'
import type { Plugin } from '../claude/types.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { ActionError } from '../trees/errors.ts'

/**
 * What to say of a sync when Claude Code reads another folder by now than the one it went into: `claude plugin update`
 * at the same time makes a folder for the new version beside it (2.1.329), with all the files of that version. Null
 * when the plugin is where it was.
 */
export function movedOn({ survey }: Panel, { id, loaded, version }: Plugin): string | null {
  const now = survey.inventory().plugins.find((plugin) => plugin.id === id)
  if (!now) return `${id} was uninstalled meanwhile: the files went into the folder that it was loaded from.`
  if (now.loaded.path === loaded.path) return null
  const where = now.version === version ? now.loaded.path : `version ${now.version ?? 'unknown'}`
  return `Meanwhile Claude Code moved ${id} on to ${where}, which this did not change: look at it, then sync again.`
}

/** An installation puts a new folder in the place of the old one: a sync of that fails, and this says why. */
export async function unlessReplaced<T>({ store }: Panel, folder: string, work: () => Promise<T>): Promise<T> {
  const before = identityOf(folder)
  try {
    return await work()
  } catch (error) {
    const isReplaced = error instanceof ActionError && error.outcome === 'reverted' && identityOf(folder) !== before
    if (!isReplaced) throw error
    const sentence = `${folder} was replaced or removed by somebody else while it was being synced; this sync changed nothing in what is there now.`
    store.noteOn(error.action, sentence)
    throw new HotplugError(409, sentence, 'Look at it, then sync again.', error)
  }
}

function identityOf(folder: string) {
  const stats = lstatSync(folder, { throwIfNoEntry: false })
  return stats ? `${stats.dev} ${stats.ino}` : ''
}
