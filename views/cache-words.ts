import type { CacheShow, Tally } from '../server/plugins/cache/model.ts'
import { count, size } from './text.ts'

/** '14 folders, 1.2 GiB'; 'at least' while some are still being measured. */
export function amount({ folders, bytes, measuring }: Tally): string {
  if (measuring === 0) return `${count(folders, 'folder')}, ${size(bytes)}`
  return measuring === folders
    ? `${count(folders, 'folder')}, measuring…`
    : `${count(folders, 'folder')}, at least ${size(bytes)}`
}

export const SHOWS: readonly CacheShow[] = [
  'all',
  'may-go',
  'orphaned',
  'temporary',
  'link',
  'unknown',
  'in-use',
  'installed',
]

export const SHOW_WORDS: Readonly<Record<CacheShow, string>> = {
  all: 'All',
  'may-go': 'May go',
  orphaned: 'Orphaned',
  temporary: 'Temporary clones',
  link: 'Links',
  unknown: 'Unknown',
  'in-use': 'In use',
  installed: 'Installed',
}
