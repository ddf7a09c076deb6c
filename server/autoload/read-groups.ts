import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GROUPS } from './groups.ts'
import { type Groups, groupsWith, LARGEST_FILE } from './groups-file.ts'

/** The user's own file; one that lies in a repository is never read. */
export const groupsPath = (stateDir: string) => join(stateDir, 'groups.yaml')

/** The groups in force. Whatever is wrong with the file, the defaults hold. */
export function readGroups(stateDir: string): Groups {
  const refused = (message: string): Groups => ({ groups: GROUPS, problems: [{ message }] })
  let file: number
  try {
    file = openSync(groupsPath(stateDir), 'r')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { groups: GROUPS, problems: [] }
      : refused(`The file cannot be read: ${message}.`)
  }
  try {
    const found = fstatSync(file)
    if (!found.isFile()) return refused('This is no file.')
    if (found.size > LARGEST_FILE) return refused(`The file is larger than ${LARGEST_FILE / 1024} KB.`)
    return groupsWith(readFileSync(file, 'utf8'), GROUPS)
  } catch (error) {
    return refused(`The file cannot be read: ${(error as Error).message}.`)
  } finally {
    closeSync(file)
  }
}
