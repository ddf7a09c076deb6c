import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, statfsSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Row, Trial } from '../row.ts'
import { contentsOf, differing, equal } from '../support/bytes.ts'
import { ID, layGround } from '../support/ground.ts'
import { run } from '../support/program.ts'

const GIB = 1024 ** 3
const MIB = 1024 ** 2

/** What a command may need at most, whatever the size of a file (bytes); a status alone takes about 90 MiB. */
const MOST_MEMORY = 320 * MIB
/** What 50,000 files may take in addition. */
const MOST_FOR_MANY = 500 * MIB

type Size = {
  name: string
  memory: number
  lay(root: string, big: boolean): void
  /** A file whose patch is asked for. */
  diff?: string
}

export const sizes: Row = {
  name: 'sizes',
  lost: 'a command that fails, takes memory without bounds, or whose files differ afterwards',
  async run(trial) {
    for (const size of SIZES) await trySize(trial, size)
  },
}

const SIZES: readonly Size[] = [
  {
    name: 'many files',
    memory: MOST_FOR_MANY,
    lay(root, big) {
      for (let folder = 0; folder < 100; folder++) {
        mkdirSync(join(root, `data/${folder}`), { recursive: true })
        for (let n = 0; n < (big ? 500 : 10); n++)
          writeFileSync(join(root, `data/${folder}/${n}.md`), `${folder} ${n}\n`)
      }
    },
  },
  {
    name: 'a folder 120 deep',
    memory: MOST_MEMORY,
    lay(root) {
      const folder = join(root, ...Array.from({ length: 120 }, (_, n) => `d${n}`))
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'deep.md'), 'deep\n')
    },
  },
  {
    name: 'a sparse file',
    memory: MOST_MEMORY,
    lay(root, big) {
      writeFileSync(join(root, 'sparse.bin'), 'begins')
      truncateSync(join(root, 'sparse.bin'), big ? 2 * GIB : 8 * MIB)
    },
  },
  {
    name: 'a large file',
    memory: MOST_MEMORY,
    lay: (root, big) => writeLarge(join(root, 'large.bin'), big ? 2 * GIB : 8 * MIB),
  },
  {
    name: 'very many lines',
    memory: MOST_MEMORY,
    diff: 'lines.md',
    lay(root, big) {
      const file = openSync(join(root, 'lines.md'), 'w')
      for (let n = 0; n < (big ? 100 : 2); n++)
        writeSync(file, Array.from({ length: 100_000 }, (_, m) => `line ${n * 100_000 + m}\n`).join(''))
      closeSync(file)
    },
  },
]

const mebibytes = (bytes: number) => Math.round(bytes / MIB)

async function trySize(trial: Trial, { name, memory, lay, diff }: Size) {
  using ground = layGround()
  const { bavail, bsize } = statfsSync(ground.root)
  if (!trial.short && bavail * bsize < 12 * GIB) return trial.skipped(`${name}: there is no room for 12 GiB`)
  lay(ground.source, !trial.short)
  const [status, sync] = [
    ['status', ID],
    ['sync', ID],
  ]
  const patch = diff ? [['diff', ID, diff]] : []
  const commands = trial.short ? [...patch, sync] : [status, ...patch, sync, status, ['undo'], sync]
  for (const args of commands) {
    const begun = performance.now()
    const ran = await run(ground, args)
    trial.tried(args[0] ?? '')
    const said = `${name}, ${args.join(' ')}`
    trial.expect(ran.code === 0 || (ran.code === 1 && ran.err === ''), `${said}: ended with ${ran.code}: ${ran.err}`)
    const used = ran.report?.bytes ?? 0
    trial.expect(used > 0 && used < memory, `${said}: used ${mebibytes(used)} MiB, more than ${mebibytes(memory)}`)
    trial.expect(ran.out.length < 4 * MIB, `${said}: printed ${ran.out.length} characters`)
    if (!trial.short) trial.note(`${said}: ${Math.round(performance.now() - begun)} ms, ${mebibytes(used)} MiB`)
  }
  const [source, loaded] = [contentsOf(ground.source), contentsOf(ground.loaded)]
  trial.expect(equal(source, loaded), `${name}: afterwards these differ: ${differing(source, loaded)}`)
}

function writeLarge(path: string, bytes: number) {
  const block = randomBytes(MIB)
  const file = openSync(path, 'w')
  for (let written = 0; written < bytes; written += MIB) {
    block.writeDoubleLE(written)
    writeSync(file, block)
  }
  closeSync(file)
}
