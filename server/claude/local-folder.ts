import type { Look } from './disk.ts'
import { isLocal } from './marketplaces.ts'
import { entryFolder } from './sources.ts'
import type { Marketplace, Plugin } from './types.ts'

/** Where a plugin lies in a marketplace that is a directory or a file on this machine; null in any other. */
export function localFolderOf(
  look: Look,
  { marketplace, entry }: Plugin,
  marketplaces: readonly Marketplace[],
): string | null {
  const from = marketplaces.find(({ name }) => name === marketplace)
  const found = from && entry && isLocal(from) ? entryFolder(look, from, entry) : null
  return found?.path ?? found?.linked ?? null
}
