import { join } from 'node:path'
import { filesOf } from '../files.ts'
import type { Context } from './context.ts'
import type { Place } from './places.ts'
import type { Answer } from './types.ts'

const MOST = 12

/** A folder of a plugin: how many files below it differ, and which to ask about. */
export function folderOfPlugin({ panel }: Context, { plugin, path, root }: Place): Answer {
  const files = filesOf(panel, plugin).filter((file) => path === '' || file.path.startsWith(`${path}/`))
  const differing = files.filter(({ state }) => state !== 'same')
  const newest = (differing.length > 0 ? differing : files).toSorted((one, other) => other.mtimeMs - one.mtimeMs)
  const what = path === '' ? `the folder of ${plugin.id}` : `a folder of ${plugin.id}`
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`
  const standing =
    plugin.loaded.how !== 'cache'
      ? `Claude Code reads the ${count} in it where they lie`
      : differing.length === 0
        ? `the loaded copy has the same ${count}`
        : `of ${count} in it ${differing.length} ${differing.length === 1 ? 'differs' : 'differ'} from the loaded copy`
  return {
    plugin: plugin.id,
    answer: `This is ${what}: ${standing}. Ask about one file of it.`,
    suggestions: newest.slice(0, MOST).map((file) => join(root, file.path)),
  }
}
