import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Marketplace } from '../../claude/types.ts'
import type { Around, Subject } from '../types.ts'
import { saidOf } from './subjects.ts'
import { marketplaceTarget } from './targets.ts'
import { fieldsIn, lineOfPath, textOf } from './text-lines.ts'
import type { MarketplaceSubject } from './types.ts'

/** Marketplaces that are on this machine, as their catalogue describes them. */
export function marketplaceSubjects(around: Around): Promise<readonly Subject[]> {
  const present = around.marketplaces.filter((marketplace) => marketplace.present)
  return Promise.all(present.map((marketplace) => subjectOf(marketplace, around)))
}

async function subjectOf(marketplace: Marketplace, around: Around): Promise<Subject> {
  const said = await saidOf(marketplaceTarget(marketplace), marketplace.folder ?? '', around)
  return { of: 'marketplace', value: { marketplace, around, said, missing: missingIn(marketplace) } }
}

function missingIn({ entries, folder, catalogue }: Marketplace): MarketplaceSubject['missing'] {
  if (folder === null || catalogue === null) return []
  const gone = entries.flatMap(({ name, source }) => {
    const path = source.kind === 'relative' && 'path' in source ? (source.path ?? '') : null
    return path === null || existsSync(join(folder, path)) ? [] : [{ name, path }]
  })
  if (gone.length === 0) return []
  const text = textOf(catalogue)
  return gone.map((one) => ({ ...one, line: text === null ? null : lineOfEntry(text, one.name) }))
}

function lineOfEntry(text: string, name: string): number | null {
  const listed = fieldsIn(text)?.plugins
  const index = Array.isArray(listed) ? listed.findIndex((entry) => entry?.name === name) : -1
  return index === -1 ? null : lineOfPath(text, ['plugins', index, 'source'])
}
