import { dirname } from 'node:path'
import { openDisk } from '../../claude/disk.ts'
import { isSafeId } from '../../claude/ids.ts'
import { entryFolder } from '../../claude/sources.ts'
import type { Marketplace } from '../../claude/types.ts'
import { sequenceOf } from '../../reload/sequence.ts'
import { verdictOf } from '../../reload/verdict.ts'
import { pathBelow } from '../../trees/inside.ts'
import type { Answering, Context } from './context.ts'
import { realOf } from './disk.ts'
import { situationIn } from './row.ts'
import { shellWord, typed } from './steps.ts'
import type { Answer } from './types.ts'

/** A file of a marketplace that no installed plugin is read or synced from, and the catalogue itself. */
export const marketplaceAnswer: Answering = (context) => {
  const { inventory, path, disk } = context
  const isAt = (file: string | null) => file !== null && (file === path || realOf(file) === disk.real)
  const listed = inventory.marketplaces.find(({ catalogue }) => isAt(catalogue))
  if (listed) return catalogue(context, listed)
  if (/\/\.claude-plugin\/marketplace\.json$/.test(disk.real)) return unknownCatalogue(disk.real)
  const around = inventory.marketplaces.find(({ folder }) => folder !== null && belowEither(folder, disk.real) !== null)
  return around ? inMarketplace(context, around) : null
}

const belowEither = (folder: string, path: string) => pathBelow(folder, path) ?? pathBelow(realOf(folder), path)

const isClone = ({ kind }: Marketplace) => kind !== 'directory' && kind !== 'file'

function catalogue({ panel, session, disk }: Context, marketplace: Marketplace): Answer {
  const { name } = marketplace
  const situation = situationIn(panel, null, session)
  const verdict = verdictOf({ component: 'catalogue', change: 'edited' }, situation)
  const update = typed(
    'marketplace update',
    `claude plugin marketplace update ${name}`,
    'Claude Code reads the catalogue again.',
  )
  const after = sequenceOf([{ path: 'marketplace.json', verdict }], {
    needs: null,
    plugin: null,
    driver: situation.driver,
  })
  return {
    component: 'catalogue',
    verdict,
    answer: isClone(marketplace)
      ? `This is the catalogue in Claude Code’s own clone of the marketplace ${name}: the next update of it replaces what you edit here. Edit your checkout, push it, then update.`
      : `This is the catalogue of the marketplace ${name}. ${verdict.rule.why}`,
    hops: [
      { hop: 'edited', ok: true, detail: 'last saved', at: disk.mtimeMs },
      isClone(marketplace)
        ? { hop: 'source', ok: false, detail: `it comes from ${marketplace.location}`, at: null }
        : { hop: 'loaded', ok: true, detail: 'Claude Code reads this file itself', at: null },
    ],
    steps: isSafeId(`x@${name}`) ? [...(isClone(marketplace) ? [update] : []), ...after] : after,
  }
}

function unknownCatalogue(file: string): Answer {
  const folder = dirname(dirname(file))
  return {
    component: 'catalogue',
    answer: 'This is the catalogue of a marketplace that Claude Code does not know yet.',
    hops: [{ hop: 'loaded', ok: false, detail: 'no marketplace was added from here', at: null }],
    steps: [
      typed('add it', `claude plugin marketplace add ${shellWord(folder)}`, 'Then its plugins can be installed.'),
    ],
  }
}

function inMarketplace({ inventory, disk }: Context, marketplace: Marketplace): Answer {
  const { name } = marketplace
  const look = openDisk().look()
  const entry = marketplace.entries.find((one) => {
    const folder = entryFolder(look, marketplace, one)?.path
    return folder ? belowEither(folder, disk.real) !== null : false
  })
  const id = entry ? `${entry.name}@${name}` : null
  const installed = inventory.plugins.find((plugin) => plugin.id === id)
  const where = `This file lies in the folder of the marketplace ${name}, but no installed plugin is read or synced from it.`
  const hop = (detail: string) => [{ hop: 'loaded', ok: false, detail, at: null }] as const
  if (installed)
    return {
      plugin: installed.id,
      answer: `${where} ${installed.id} is edited elsewhere: ${installed.source?.path ?? installed.loaded.path}.`,
      hops: hop(`the source of ${installed.id} is ${installed.source?.path ?? 'not known'}`),
      suggestions: [installed.source?.path ?? installed.loaded.path],
    }
  if (!entry || !id) return { answer: `${where} It is part of none of its plugins.` }
  return {
    plugin: id,
    answer: `${where} It belongs to ${id}, which is offered there and not installed.`,
    hops: hop(`${id} is not installed`),
    steps: isSafeId(id) ? [typed('install it', `claude plugin install ${id}`, 'Then Claude Code loads it.')] : [],
  }
}
