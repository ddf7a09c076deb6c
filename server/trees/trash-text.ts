import { join } from 'node:path'
import { readManifest } from './manifest.ts'
import { readText } from './text.ts'
import { listTrash } from './trash-list.ts'

const MOST_LOOKED_AT = 50
const LARGEST = 4 * 1024 * 1024

/** What the trash keeps of a file that was replaced last in one of these folders, as text; null when it keeps none. */
export function replacedText(trashDir: string, folders: readonly string[], path: string): string | null {
  const { folder, tokens } = listTrash(trashDir)
  for (const token of tokens.slice(0, MOST_LOOKED_AT)) {
    const text = keptText(join(folder, token), folders, path)
    if (text !== null) return text
  }
  return null
}

function keptText(trash: string, folders: readonly string[], path: string): string | null {
  try {
    const { into, items } = readManifest(trash)
    const before = folders.includes(into) ? items.find((item) => item.path === path)?.before : null
    if (before?.kind !== 'file' || before.stored === null || !/^[0-9]{1,9}$/.test(before.stored)) return null
    const text = readText(join(trash, before.stored), LARGEST)
    return text?.kind === 'text' ? text.text : null
  } catch {
    // What cannot be read of the trash is shown on its own page.
    return null
  }
}
