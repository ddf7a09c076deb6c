import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { examinePlace, examineTogether } from '../../server/doctor/examine.ts'
import type { Around, Examined, Finding, Place } from '../../server/doctor/types.ts'

/** Files by their path: below the plugin, below `config/`, or below `project/`. What begins with `#!` is executable. */
export type Files = Readonly<Record<string, string>>

/** The folders of a case: `root` holds `plugin`, `config` and `project`. */
export type Folders = { root: string; plugin: string; config: string; project: string; home: string }

export type Case = {
  /** Of the plugin `voice`. */
  plugin?: Files
  /** Of the user's own folder. */
  config?: Files
  project?: Files
  /** Links, modes and whatever else is no text. */
  prepare?: (folders: Folders) => void
  around?: (folders: Folders) => Partial<Around>
  place?: (folders: Folders) => Partial<Extract<Place, { kind: 'plugin' }>>
}

/** What a check's file of cases holds: situations in which it finds something, and near misses in which it does not. */
export type Cases = {
  /** `at`: where the findings are, in order, as `file:line` below the plugin, or `config/…` and `project/…`. */
  triggers: Readonly<Record<string, Case & { at: readonly string[]; says?: RegExp }>>
  nearMisses: Readonly<Record<string, Case>>
}

/** Everything that all checks find in a case, on real files. */
export async function findingsOf(
  given: Case,
): Promise<{ findings: readonly Finding[]; at: (finding: Finding) => string }> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hotplug-doctor-')))
  const of = (name: string) => join(root, name)
  const folders = { root, plugin: of('voice'), config: of('config'), project: of('project'), home: of('home') }
  try {
    for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true })
    write(folders.plugin, given.plugin)
    write(folders.config, given.config)
    write(folders.project, given.project)
    given.prepare?.(folders)
    const around = { ...aroundOf(folders), ...given.around?.(folders) }
    const examined: Examined[] = []
    for (const place of placesOf(given, folders)) examined.push(await examinePlace(place, around))
    const findings = [...examined.flatMap((one) => one.findings), ...(await examineTogether(examined, around))]
    return { findings, at: (finding) => shown(finding, folders) }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function placesOf(given: Case, folders: Folders): readonly Place[] {
  const plugin: Place = {
    kind: 'plugin',
    id: 'voice@lab',
    name: 'voice',
    root: folders.plugin,
    loaded: null,
    enabled: true,
    plugin: null,
    marketplace: null,
    ...given.place?.(folders),
  }
  return [plugin, { kind: 'user', root: folders.config }, { kind: 'project', root: folders.project }]
}

const aroundOf = ({ root, config, project, home }: Folders): Around => ({
  config: {
    ...readConfig({
      env: { HOME: home, CLAUDE_CONFIG_DIR: config, HOTPLUG_HOME: join(root, 'state'), PATH: process.env.PATH },
      cwd: project,
      platform: process.platform,
      node: process.execPath,
    }),
    managedSettings: join(root, 'managed', 'managed-settings.json'),
  },
  version: '2.1.329',
  claude: null,
  plugins: [],
  marketplaces: [],
  sessions: [],
})

function write(folder: string, files: Files = {}) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    chmodSync(file, text.startsWith('#!') ? 0o755 : 0o644)
  }
}

function shown({ file, line }: Finding, { plugin, root }: Folders) {
  const below = file.startsWith(`${plugin}/`) || file === plugin ? relative(plugin, file) : relative(root, file)
  return line === null ? below : `${below}:${line}`
}
