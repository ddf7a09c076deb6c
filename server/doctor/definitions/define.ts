import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Look } from '../../claude/disk.ts'
import { detached } from '../detached.ts'
import type { Frontmatter } from '../frontmatter.ts'
import type { Place } from '../types.ts'
import { costOf } from './cost.ts'
import { descriptionOf } from './description.ts'
import { discoveryOf } from './discovery.ts'
import type { Candidate } from './find.ts'
import { claudeMay, peopleMay } from './flags.ts'
import { namesOf } from './names.ts'
import { readDefinition } from './read.ts'
import { toolsIn } from './tools.ts'
import type { Definition, DefinitionKind, Use } from './types.ts'

/** What is to be known of one file: its names, what Claude is told of it, and whether it is discovered. */
export function define(look: Look, place: Place, candidate: Candidate): Definition {
  const { kind, path, rank } = candidate
  const file = join(place.root, path)
  const { frontmatter, bytes, inode, unread } = readDefinition(look, file)
  const { name, aliases } = namesOf(candidate, frontmatter)
  const description = descriptionOf(candidate, frontmatter)
  const use = useOf(kind, frontmatter)
  return {
    id: idOf(place, kind, path),
    ...{ kind, file, path, rank, place, bytes, inode },
    ...detached({ name, aliases, frontmatter: withBeginning(frontmatter), description, use }),
    discovery: discoveryOf(candidate, place, frontmatter, { bytes, unread }),
    cost: costOf(kind, name, description, frontmatter),
    real: look.real(file),
  }
}

/** A thousand large files would fill the memory: no check asks for more than how the text begins. */
function withBeginning(frontmatter: Frontmatter): Frontmatter {
  const start = frontmatter.body.search(/\S|$/)
  return { ...frontmatter, body: frontmatter.body.slice(Math.max(0, start - BEGINNING), start + BEGINNING) }
}

const BEGINNING = 4096

function useOf(kind: DefinitionKind, frontmatter: Frontmatter): Use {
  const { rules } = toolsIn(frontmatter.fields[kind === 'agent' ? 'tools' : 'allowed-tools'])
  const isTyped = kind === 'skill' || kind === 'command'
  return {
    claude: !isTyped || claudeMay(frontmatter),
    people: !isTyped || peopleMay(frontmatter),
    tools: rules.map(({ text }) => text),
  }
}

function idOf(place: Place, kind: string, path: string) {
  const where = place.kind === 'plugin' ? place.id : place.kind === 'user' ? 'user' : place.root
  return createHash('sha256')
    .update(JSON.stringify([where, kind, path]))
    .digest('hex')
    .slice(0, 12)
}
