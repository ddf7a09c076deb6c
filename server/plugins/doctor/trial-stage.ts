import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readText } from '../../claude/text.ts'
import type { Definition } from '../../doctor/definitions/types.ts'
import { HotplugError } from '../../errors.ts'
import type { Isolated } from '../../probe/drive/isolated.ts'
import { MANIFEST } from '../../reload/components/declared.ts'
import { joinPath } from '../../reload/components/files.ts'
import { fieldsOf, readJson } from '../../reload/components/json.ts'
import { linkBeside } from './trial-links.ts'
import { giveMentioned } from './trial-mentioned.ts'

export type Stage = {
  /** What `claude` is started with beside what makes it a session. */
  args: readonly string[]
  /** A text in which the copies are called by the names of what was copied. */
  asAtHome: (text: string) => string
}

export type Wanted = {
  definition: Definition
  /** What is to stand in the file. */
  text: string
  /** Whether its commands may run. */
  run: boolean
  /** The user's own folders, by whose names the copies are called. */
  home: string
  configDir: string
  project: string
}

/** The text of an agent of which it is known what Claude Code makes of it. */
export const CONTROL = { name: 'hotplug-control', text: 'HOTPLUG CONTROL' }

/**
 * Puts one definition, and nothing else of its plugin, where the isolated Claude Code looks for it. Hooks are off, no
 * MCP server is started (measured with 2.1.329: none of a plugin, none of an agent), and shell commands in the text are
 * not run unless that is wanted.
 */
export function setStage(isolated: Isolated, wanted: Wanted): Stage {
  const { definition, text, run } = wanted
  const { folder, path } = whereTo(isolated, definition)
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  if (definition.place.kind === 'plugin') {
    writeManifest(folder, definition.place)
  }
  if (run) linkBeside(definition.file, file, foldersToLink(definition, path))
  writeSettings(isolated, definition, run)
  if (definition.kind === 'agent') writeControl(isolated)
  giveMentioned(isolated.project, wanted.project, definition.frontmatter.body)
  return {
    args: ['--strict-mcp-config', ...(definition.place.kind === 'plugin' ? ['--plugin-dir', folder] : [])],
    asAtHome: namesAtHome(isolated, wanted, folder),
  }
}

function whereTo(isolated: Isolated, { place, path }: Definition) {
  const inner = place.kind === 'project' ? path.replace(/^(?:\.\.\/)*/, '') : path
  if (joinPath('', inner) === null)
    throw new HotplugError(422, `${path} lies outside its plugin, so it cannot be tried by itself.`)
  const name = place.kind === 'plugin' ? place.name.replaceAll(/[^\w.-]/g, '_') : ''
  const folder = { plugin: join(isolated.root, 'plugin', name), user: isolated.configDir, project: isolated.project }
  return { folder: folder[place.kind], path: inner }
}

/** All of a plugin, a skill's own folder. */
const foldersToLink = ({ kind, place }: Definition, path: string) =>
  place.kind === 'plugin' ? path.split('/').length : kind === 'skill' ? 1 : 0

/** Only what says where such parts lie, so that nothing else of it is started. */
function writeManifest(folder: string, { root, name }: { root: string; name: string }) {
  const read = readText(join(root, MANIFEST), 1024 * 1024, null)
  const said = fieldsOf(read.state === 'text' ? readJson(MANIFEST, read.text, []) : null)
  const kept = Object.entries(said).filter(([key]) => KEPT.has(key))
  mkdirSync(join(folder, dirname(MANIFEST)), { recursive: true })
  writeFileSync(join(folder, MANIFEST), JSON.stringify({ name, ...Object.fromEntries(kept) }))
}

const KEPT = new Set(['name', 'version', 'description', 'skills', 'commands', 'agents', 'outputStyles'])

function writeSettings({ configDir }: Isolated, { kind, name }: Definition, run: boolean) {
  const settings = {
    disableAllHooks: true,
    disableSkillShellExecution: !run,
    ...(run && { permissions: { allow: ['Bash'] } }),
    ...(kind === 'output style' && { outputStyle: name }),
  }
  writeFileSync(join(configDir, 'settings.json'), JSON.stringify(settings))
}

function writeControl({ configDir }: Isolated) {
  mkdirSync(join(configDir, 'agents'), { recursive: true })
  const { name, text } = CONTROL
  writeFileSync(join(configDir, 'agents', `${name}.md`), `---\nname: ${name}\ndescription: None.\n---\n${text}\n`)
}

function namesAtHome(isolated: Isolated, { definition, home, configDir, project }: Wanted, folder: string) {
  const own = definition.place.kind === 'user' ? configDir : definition.place.root
  const names: readonly [string, string][] = [
    [folder, own],
    [isolated.configDir, configDir],
    [isolated.project, project],
    [isolated.home, home],
  ]
  return (text: string) => names.reduce((whole, [copy, original]) => whole.replaceAll(copy, () => original), text)
}
