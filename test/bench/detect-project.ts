/**
 * Detecting what a project of 50,000 files asks for, against `git ls-files` and `find`, which only name the files.
 * Run alone with `node test/bench/detect-project.ts`, or on a project of yours: `node test/bench/detect-project.ts DIR`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { detectProject } from '../../server/autoload/detect-project.ts'
import { GROUPS } from '../../server/autoload/groups.ts'

const ROUNDS = 9
const PACKAGES = 50
const FILES_PER_PACKAGE = 1000
const ONCE = '--once'
const environment = { searchPath: process.env.PATH ?? '', home: homedir() }

export async function benchDetectProject(given?: string) {
  const folder = given ?? realpathSync(mkdtempSync(join(tmpdir(), 'hotplug-bench-')))
  try {
    if (given === undefined) layProject(folder)
    const { files, plugins } = await detectProject(folder, GROUPS, { environment })
    console.log(`\nDetecting a project of ${files.toLocaleString('en')} files: ${plugins.join(', ') || 'nothing'}`)
    const peers = () => ({
      'git ls-files -co': median(() => run(folder, 'git', 'ls-files', '-co', '--exclude-standard', '-z')),
      find: median(() => run(folder, 'find', '.', '-type', 'f')),
    })
    if (given === undefined) run(folder, 'git', 'init', '-q')
    await report('none is tracked', folder, peers())
    if (given === undefined) run(folder, 'git', 'add', '.')
    await report('all are tracked', folder, peers())
    if (given !== undefined) return
    rmSync(join(folder, '.git'), { recursive: true })
    await report('without git', folder, { find: median(() => run(folder, 'find', '.', '-type', 'f')) })
  } finally {
    if (given === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

async function report(what: string, folder: string, peers: Record<string, number>) {
  const first = median(() => firstTime(folder))
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    await detectProject(folder, GROUPS, { environment })
    times.push(performance.now() - start)
  }
  const against = (ms: number) =>
    Object.entries(peers)
      .map(([name, peer]) => `${(ms / peer).toFixed(2)} × ${name} (${peer.toFixed(0)} ms)`)
      .join(', ')
  console.log(`  ${what}, the first time in a process: ${first.toFixed(0)} ms = ${against(first)}`)
  console.log(`  ${what}, again: ${middle(times).toFixed(0)} ms = ${against(middle(times))}`)
}

/** In a process of its own, as a hook has it; loading the program is left out. */
const firstTime = (folder: string) =>
  Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), ONCE, folder], { encoding: 'utf8' }))

function run(folder: string, program: string, ...args: readonly string[]) {
  const start = performance.now()
  execFileSync(program, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })
  return performance.now() - start
}

function median(measured: () => number) {
  measured()
  return middle(Array.from({ length: ROUNDS }, measured))
}

const middle = (times: readonly number[]) => times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0

/** A monorepo with something of everything, and mostly files that say nothing. */
function layProject(folder: string) {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('package.json', JSON.stringify({ workspaces: ['packages/*'], devDependencies: { vitest: '4' } }))
  write('.gitignore', 'node_modules\ndist\n*.log\n')
  write('.github/workflows/ci.yml', 'on: push\n')
  write('infra/main.tf', '')
  for (let index = 0; index < PACKAGES; index++) {
    const at = `packages/p${index}`
    write(
      `${at}/package.json`,
      JSON.stringify({ dependencies: { react: '19', express: '5', [`left-pad-${index}`]: '1' } }),
    )
    write(`${at}/k8s/deployment.yaml`, 'apiVersion: apps/v1\nkind: Deployment\n')
    for (let file = 0; file < FILES_PER_PACKAGE; file++)
      write(
        `${at}/src/area${Math.floor(file / 50)}/part${file % 5}/${NAMES[file % NAMES.length]?.replace('#', String(file))}`,
        '',
      )
  }
}

const NAMES = [
  'module#.ts',
  'module#.test.ts',
  'View#.tsx',
  'helper#.ts',
  'notes#.md',
  'table#.json',
  'icon#.svg',
  'util#.py',
]

if (import.meta.main) {
  const [first, folder] = process.argv.slice(2)
  if (first !== ONCE) await benchDetectProject(first)
  else {
    const start = performance.now()
    await detectProject(folder ?? '.', GROUPS, { environment })
    console.log(performance.now() - start)
  }
}
