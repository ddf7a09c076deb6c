import { createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'

/** Everything below folders, by name as bytes (in latin1): a file's sha1 with its executable bit, or a link's text. */
export type Contents = ReadonlyMap<string, string>

/** Of what is really there: hidden files, any name, links not followed. A folder that is missing holds nothing. */
export function contentsOf(root: string, but: (path: string) => boolean = () => false): Contents {
  const found = new Map<string, string>()
  const walk = (folder: Buffer, prefix: string) => {
    for (const name of namesIn(folder)) {
      const path = prefix + name.toString('latin1')
      const absolute = Buffer.concat([folder, Buffer.from('/'), name])
      if (but(path)) continue
      const stats = lstatSync(absolute)
      if (stats.isDirectory()) walk(absolute, `${path}/`)
      else if (stats.isSymbolicLink()) found.set(path, `-> ${readlinkSync(absolute, 'buffer').toString('latin1')}`)
      else found.set(path, (stats.mode & 0o111 ? '*' : '') + hashOf(absolute))
    }
  }
  walk(Buffer.from(root), '')
  return found
}

function namesIn(folder: Buffer): Buffer[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' })
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}

const block = Buffer.allocUnsafe(1024 * 1024)

/** In blocks, whatever its size. */
function hashOf(path: Buffer): string {
  const hash = createHash('sha1')
  const file = openSync(path, 'r')
  try {
    for (let length = 1; length > 0; hash.update(block.subarray(0, length)))
      length = readSync(file, block, 0, block.length, null)
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

export const sha1 = (bytes: Buffer | string) => createHash('sha1').update(bytes).digest('hex')

export const isStage = (path: string) => path.startsWith('.hotplug-stage-')

export const equal = (one: Contents, other: Contents) =>
  one.size === other.size && [...one].every(([path, what]) => other.get(path) === what)

/** Paths at which two folders differ, in words for a person. */
export function differing(one: Contents, other: Contents): string {
  const paths = [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path))
  return paths.length > 6 ? `${paths.slice(0, 6).join(', ')} and ${paths.length - 6} more` : paths.join(', ')
}

/** The contents that once were somewhere and now are nowhere in these folders; links and modes do not count. */
export function missing(before: Contents, ...places: string[]): string[] {
  const present = new Set(places.flatMap((place) => [...contentsOf(place).values()].map(bare)))
  return [...before].filter(([, what]) => !what.startsWith('-> ') && !present.has(bare(what))).map(([path]) => path)
}

/** Without the mark of an executable file. */
export const bare = (what: string) => what.replace('*', '')

/** Whether each part of a folder is wholly as before or wholly as wanted. */
export function isWhole(now: Contents, before: Contents, wanted: Contents, partOf: (path: string) => string): boolean {
  const [mine, old, later] = [now, before, wanted].map((contents) => partsOf(contents, partOf))
  const all = new Set([...(mine?.keys() ?? []), ...(old?.keys() ?? []), ...(later?.keys() ?? [])])
  return [...all].every((part) => mine?.get(part) === old?.get(part) || mine?.get(part) === later?.get(part))
}

function partsOf(contents: Contents, partOf: (path: string) => string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  for (const [path, what] of [...contents].sort())
    parts.set(partOf(path), `${parts.get(partOf(path)) ?? ''}\0${path}\0${what}`)
  return parts
}
