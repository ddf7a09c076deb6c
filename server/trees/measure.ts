import { lstatSync, readdirSync } from 'node:fs'

/** The size of everything in a folder in bytes, ignored files too; a link counts as itself. 0 when it is missing. */
export function measureFolder(path: string): number {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (!stats) return 0
  return stats.isDirectory() ? measureChildren(path) : stats.size
}

function measureChildren(folder: string): number {
  let bytes = 0
  for (const child of childrenOf(folder)) {
    const path = `${folder}/${child.name}`
    bytes += child.isDirectory() ? measureChildren(path) : (lstatSync(path, { throwIfNoEntry: false })?.size ?? 0)
  }
  return bytes
}

/** A folder that cannot be read, or vanished meanwhile, counts nothing: a size is no reason to fail. */
function childrenOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
