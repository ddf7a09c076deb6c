import { cpSync, existsSync, lutimesSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { VOICE } from '../../support/lab.ts'
import { type Content, lay } from '../../trees/support/folder.ts'
import { type Contents, contentsOf } from './bytes.ts'
import type { Ground } from './ground.ts'

/** What a sync never touches, and no kill may lose. */
const KEPT = { 'node_modules/x.js': 'kept', '.in_use/1': '{}', '.env': 'SECRET' }

/** A state of the plugin; even and odd ones differ in contents, names, kinds, links and modes, all of them in contents. */
export function generation(number: number): Record<string, Content> {
  const odd = number % 2
  const word = `generation ${number}`
  return {
    ...VOICE,
    ...Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`d${n % 3}/f${n}`, `${word} ${n}\n`.repeat(30 * n)])),
    [`only/${odd ? 'odd' : 'even'}/x`]: word,
    marker: String(number),
    big: Buffer.alloc(300_000, word),
    run: { text: 'same', mode: odd ? 0o755 : 0o644 },
    link: `-> d${odd}/f${odd}`,
    ...(odd ? { turns: 'a file', 'other/way': 'a folder' } : { 'turns/into': 'a folder', other: '-> run' }),
  }
}

export function layGeneration(folder: string, number: number) {
  rmSync(folder, { recursive: true, force: true })
  lay(folder, generation(number))
}

export const generationIn = (folder: string) => Number(readFileSync(join(folder, 'marker'), 'utf8'))

/** The loaded copy as installed from generation 0. */
export function installGeneration(ground: Ground) {
  layGeneration(ground.source, 0)
  rmSync(ground.loaded, { recursive: true, force: true })
  cpSync(ground.source, ground.loaded, { recursive: true, verbatimSymlinks: true })
  lay(ground.loaded, KEPT)
  settle(ground.loaded)
}

/** Written before it was installed, as Claude Code leaves it: what is younger counts as an edit of the loaded copy. */
export function settle(folder: string) {
  for (const child of readdirSync(folder, { withFileTypes: true })) {
    if (child.isDirectory()) settle(join(folder, child.name))
    else lutimesSync(join(folder, child.name), AN_HOUR_AGO, AN_HOUR_AGO)
  }
}

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000)

/** What the loaded copy holds once it is equal to its source. */
export function syncedContents(ground: Ground): Contents {
  const kept = Object.keys(KEPT).filter((path) => existsSync(join(ground.loaded, path)))
  const loaded = contentsOf(ground.loaded)
  return new Map([...contentsOf(ground.source), ...kept.map((path) => [path, loaded.get(path) ?? ''] as const)])
}
