import { copyFileSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mentionedFiles } from '../../doctor/definitions/dynamic.ts'
import { joinPath } from '../../reload/components/files.ts'
import { isInside } from '../../trees/inside.ts'

/** Files of the project that the text mentions with `@`, since a session would find them there. */
export function giveMentioned(to: string, project: string, body: string) {
  for (const written of mentionedFiles(body).slice(0, MOST_MENTIONED)) {
    const path = joinPath('', written)
    if (path === null || path === '') continue
    try {
      const from = realpathSync(join(project, path))
      const stats = statSync(from)
      if (!stats.isFile() || stats.size > LARGEST_MENTIONED || !isInside(from, realpathSync(project))) continue
      mkdirSync(dirname(join(to, path)), { recursive: true })
      copyFileSync(from, join(to, path))
    } catch {
      // Not there, or not to be read: a session would not be given it either.
    }
  }
}

const MOST_MENTIONED = 20
const LARGEST_MENTIONED = 256 * 1024
