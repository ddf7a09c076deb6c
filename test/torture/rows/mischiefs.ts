import { appendFileSync, lstatSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '../../trees/support/sync.ts'

export type Grounds = { folder: string; place: Place; canary: string }

/** What somebody else does to the folders in the middle of a sync.  */
export type Mischief = { name: string; do(grounds: Grounds): void }

const FOLDER = 'd1'
const FILE = 'd1/f4'
/** What somebody saves in the middle of it. */
export const NEWER = 'newer\n'.repeat(5000)
const GROWN = 'more\n'.repeat(1000)

/** Moved aside, so that nothing is lost by us, and a link put in its place. */
function linkInstead(path: string, target: string, { folder }: Grounds) {
  if (!lstatSync(path, { throwIfNoEntry: false })) return
  renameSync(path, join(folder, 'moved-away'))
  symlinkSync(target, path)
}

function edit(path: string, how: (path: string) => void) {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile()) how(path)
}

export const MISCHIEFS: readonly Mischief[] = [
  { name: 'a source file becomes a link', do: (g) => linkInstead(join(g.place.source, FILE), join(g.canary, FILE), g) },
  { name: 'a loaded file becomes a link', do: (g) => linkInstead(join(g.place.loaded, FILE), join(g.canary, FILE), g) },
  {
    name: 'a source folder becomes a link',
    do: (g) => linkInstead(join(g.place.source, FOLDER), join(g.canary, FOLDER), g),
  },
  {
    name: 'a loaded folder becomes a link',
    do: (g) => linkInstead(join(g.place.loaded, FOLDER), join(g.canary, FOLDER), g),
  },
  { name: 'the source becomes a link', do: (g) => linkInstead(g.place.source, g.canary, g) },
  { name: 'the loaded copy becomes a link', do: (g) => linkInstead(g.place.loaded, g.canary, g) },
  {
    name: 'a source folder is renamed',
    do: ({ place }) => renameSync(join(place.source, FOLDER), join(place.source, 'renamed')),
  },
  {
    name: 'a loaded folder is renamed',
    do: ({ place }) => renameSync(join(place.loaded, FOLDER), join(place.loaded, 'renamed')),
  },
  { name: 'the source vanishes', do: ({ folder, place }) => renameSync(place.source, join(folder, 'moved-away')) },
  { name: 'the loaded copy vanishes', do: ({ folder, place }) => renameSync(place.loaded, join(folder, 'moved-away')) },
  {
    name: 'a source file grows',
    do: ({ place }) => edit(join(place.source, 'big'), (path) => appendFileSync(path, GROWN)),
  },
  {
    name: 'a source file shrinks',
    do: ({ place }) => edit(join(place.source, 'big'), (path) => truncateSync(path, 1000)),
  },
  {
    name: 'a source file is saved',
    do: ({ place }) => edit(join(place.source, FILE), (path) => writeFileSync(path, NEWER)),
  },
  {
    name: 'a loaded file is saved',
    do: ({ folder, place }) =>
      edit(join(place.loaded, FILE), (path) => {
        renameSync(path, join(folder, 'moved-away'))
        writeFileSync(path, NEWER)
      }),
  },
]
