import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** So that the commands of a text find the scripts beside it: links to them, so many folders up from the file. */
export function linkBeside(original: string, copy: string, levels: number) {
  let from = dirname(original)
  let to = dirname(copy)
  for (let level = 0; level < levels; level++) {
    for (const name of namesIn(from)) if (!existsSync(join(to, name))) symlinkSync(join(from, name), join(to, name))
    from = dirname(from)
    to = dirname(to)
  }
}

const namesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !STARTED.has(name))
    .slice(0, MOST)

/** What would have something else started. */
const STARTED = new Set(['.claude-plugin', '.mcp.json', '.lsp.json', 'hooks', 'monitors', 'settings.json', '.git'])

const MOST = 500
