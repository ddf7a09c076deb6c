import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { HotplugError } from '../../../errors.ts'

/** A copy of a plugin in which some files are as they were; it goes when it is disposed of. */
export function standIn(root: string, files: ReadonlyMap<string, string>): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'hotplug-hook-'))
  const dispose = () => rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  try {
    copyBounded(root, path)
    for (const [below, text] of files) {
      const file = join(path, below)
      mkdirSync(dirname(file), { recursive: true })
      const mode = lstatSync(file, { throwIfNoEntry: false })?.mode ?? 0o755
      rmSync(file, { force: true })
      writeFileSync(file, text, { mode: mode & 0o777 })
    }
    return { path, [Symbol.dispose]: dispose }
  } catch (error) {
    dispose()
    throw error
  }
}

const MOST_FILES = 5000
const MOST_BYTES = 100 * 1024 * 1024

/** Dependencies are linked, what git keeps for itself is left out. */
function copyBounded(root: string, into: string) {
  let files = 0
  let bytes = 0
  const copy = (from: string, to: string) => {
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      const [source, target] = [join(from, entry.name), join(to, entry.name)]
      if (entry.name === '.git') continue
      if (entry.name === 'node_modules') symlinkSync(source, target)
      else if (entry.isDirectory()) {
        mkdirSync(target)
        copy(source, target)
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        bytes += lstatSync(source).size
        if (++files > MOST_FILES || bytes > MOST_BYTES)
          throw new HotplugError(422, 'The plugin is too large to put an earlier version of it together.')
        cpSync(source, target, { verbatimSymlinks: true, preserveTimestamps: true })
      }
    }
  }
  copy(root, into)
}
