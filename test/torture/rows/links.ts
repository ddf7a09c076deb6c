import { cpSync, lstatSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { lay } from '../../trees/support/folder.ts'
import type { Row, Trial } from '../row.ts'
import { contentsOf, differing, equal } from '../support/bytes.ts'
import { installGeneration, layGeneration } from '../support/generations.ts'
import { type Ground, ID, layGround } from '../support/ground.ts'
import { badRefusal, run } from '../support/program.ts'

/** A way in which links lie in the source and in the loaded copy; `canary` is a folder outside of both. */
type Scene = { name: string; lay(ground: Ground, canary: string): void; refused?: boolean }

const inBoth =
  (link: (canary: string, root: string) => string) =>
  ({ source, loaded }: Ground, canary: string) => {
    for (const root of [source, loaded]) symlinkSync(link(canary, root), join(root, 'leads'))
  }

const SCENES: readonly Scene[] = [
  {
    name: 'the version is a link to a checkout',
    refused: true,
    lay({ loaded }, canary) {
      rmSync(loaded, { recursive: true })
      symlinkSync(canary, loaded)
    },
  },
  {
    name: 'the plugin folder is a link to a checkout',
    refused: true,
    lay({ loaded }, canary) {
      cpSync(join(loaded, '..'), join(canary, 'versions'), { recursive: true, verbatimSymlinks: true })
      rmSync(join(loaded, '..'), { recursive: true })
      symlinkSync(join(canary, 'versions'), join(loaded, '..'))
    },
  },
  { name: 'a link to a folder outside', lay: inBoth((canary) => canary) },
  { name: 'a link to a file outside', lay: inBoth((canary) => join(canary, 'big')) },
  { name: 'a link to its own folder', lay: inBoth(() => '.') },
  { name: 'a link to itself', lay: inBoth(() => 'leads') },
  { name: 'a dangling link', lay: inBoth((canary) => join(canary, 'nothing/at/all')) },
  {
    name: 'a relative link out and back in',
    lay: inBoth((_, root) => `../${root.slice(root.lastIndexOf('/') + 1)}/big`),
  },
  {
    name: 'two links in a circle',
    lay: ({ source, loaded }) => {
      for (const root of [source, loaded]) lay(root, { leads: '-> other-way', 'other-way': '-> leads' })
    },
  },
  {
    name: 'a loaded folder that is a link, a real one in the source',
    lay: ({ loaded }, canary) => {
      rmSync(join(loaded, 'd1'), { recursive: true })
      symlinkSync(join(canary, 'd1'), join(loaded, 'd1'))
    },
  },
  {
    name: 'a loaded file that is a link, a real one in the source',
    lay: ({ loaded }, canary) => {
      rmSync(join(loaded, 'd1/f4'))
      symlinkSync(join(canary, 'd1/f4'), join(loaded, 'd1/f4'))
    },
  },
  {
    name: 'a source folder that is a link, a real one in the cache',
    lay: ({ source }, canary) => {
      rmSync(join(source, 'd1'), { recursive: true })
      symlinkSync(join(canary, 'd1'), join(source, 'd1'))
    },
  },
  { name: 'a link to the root', lay: inBoth(() => '/') },
  { name: 'a link to home', lay: inBoth(() => process.env.HOME ?? '/root') },
]

export const links: Row = {
  name: 'links',
  lost: 'anything behind a link was changed, removed or copied',
  async run(trial) {
    // The last ones lead to folders that nobody wants to lose: not tried once anything else was lost.
    for (const scene of SCENES)
      if (!trial.hasLost() && (!trial.short || trial.random.happens(0.15))) await play(trial, scene)
  },
}

async function play(trial: Trial, { name, lay: layLinks, refused }: Scene) {
  using ground = layGround()
  installGeneration(ground)
  layGeneration(ground.source, 1)
  const canary = ground.at('canary')
  mkdirSync(canary)
  layGeneration(canary, 77)
  const own = new Set([ground.source, ground.loaded].flatMap((one) => [...contentsOf(one).values()]))
  const secrets = new Set([...contentsOf(canary).values()].filter((what) => !own.has(what)))
  layLinks(ground, canary)
  layOrphans(ground, canary)
  const before = contentsOf(canary)
  for (const args of COMMANDS) {
    const ran = await run(ground, args)
    trial.tried(args[0] ?? '')
    const bad = ran.code === 0 || (ran.code === 1 && ran.err === '') ? null : badRefusal(ran)
    trial.expect(bad === null, `${name}, ${args.join(' ')}: ${bad}`)
    const after = contentsOf(canary)
    trial.expect(equal(before, after), `${name}, ${args.join(' ')}: behind the link: ${differing(before, after)}`)
    const copied = refused ? [] : copiedTo(ground, secrets)
    trial.expect(copied.length === 0, `${name}, ${args.join(' ')}: copied from behind the link: ${copied.join(', ')}`)
  }
}

const COMMANDS = [
  ['status'],
  ['diff', ID],
  ['sync', ID, '--overwrite'],
  ['undo'],
  ['sync', ID, '--from-cache', '--overwrite'],
  ['undo'],
  ['clear'],
  ['clear', '--all', '--yes'],
  ['undo'],
  ['clear', '--all', '--yes'],
  ['clear', `${ID}@0.1.0`, '--yes'],
  ['trash', 'empty', '--yes'],
]

/** What may be cleared beside it: a version that is a link, and one that holds links. */
function layOrphans({ loaded, pluginsDir }: Ground, canary: string) {
  const versions = realpathSync(join(loaded, '..'))
  symlinkSync(canary, join(versions, '0.0.8'))
  lay(join(versions, '0.0.9'), {
    '.orphaned_at': '1700000000000',
    out: `-> ${canary}`,
    turn: '-> turn',
    x: 'x',
  })
  lay(join(pluginsDir, 'cache/temp_git_1_a'), { out: `-> ${canary}`, x: 'x' })
}

function copiedTo({ loaded, source }: Ground, secrets: ReadonlySet<string>): string[] {
  return [loaded, source]
    .filter((root) => lstatSync(root, { throwIfNoEntry: false })?.isDirectory())
    .flatMap((root) => [...contentsOf(root)].filter(([, what]) => secrets.has(what)))
    .map(([path]) => path)
}
