import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Isolated } from './isolated.ts'

/** Paths inside a plugin, and what is in them. A text that starts with `#!` becomes an executable file. */
export type PluginFiles = Readonly<Record<string, string>>

export type Marketplace = {
  readonly name: string
  /** Where its author edits it: the directory itself, or a checkout apart from Claude Code's own clone. */
  readonly folder: string
  readonly pluginFolder: (plugin: string) => string
}

export type GitMarketplace = Marketplace & {
  readonly bare: string
  /** Claude Code's own clone. */
  readonly clone: string
  /** Commits everything in the checkout and pushes it to the bare repository. */
  readonly push: (message: string) => Promise<void>
}

/** Writes the files that are not there or differ, and leaves the others untouched. */
export function writePlugin(folder: string, files: PluginFiles) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
  }
}

/** Makes a marketplace that is a directory, adds it, and installs all its plugins. */
export async function directoryMarketplace(
  isolated: Isolated,
  name: string,
  plugins: Readonly<Record<string, PluginFiles>>,
): Promise<Marketplace> {
  const marketplace = writeMarketplace(join(isolated.root, 'marketplaces', name), name, plugins)
  await isolated.claude('plugin', 'marketplace', 'add', marketplace.folder)
  await install(isolated, name, plugins)
  return marketplace
}

/**
 * Makes a marketplace in a git repository, adds it as github.com/acme/NAME, and installs all its plugins. Git itself
 * leads that address to a bare repository on this disk: Claude Code refuses file addresses.
 */
export async function gitMarketplace(
  isolated: Isolated,
  name: string,
  plugins: Readonly<Record<string, PluginFiles>>,
): Promise<GitMarketplace> {
  const { root, home, configDir, git, claude } = isolated
  const repositories = join(root, 'repositories')
  const bare = join(repositories, 'acme', `${name}.git`)
  writeFileSync(join(home, '.gitconfig'), redirectGithub(repositories))

  mkdirSync(bare, { recursive: true })
  await git(bare, 'init', '--quiet', '--bare', '--initial-branch=main')
  const marketplace = writeMarketplace(join(root, 'checkouts', name), name, plugins)
  const inCheckout = (...args: string[]) => git(marketplace.folder, ...args)
  await inCheckout('init', '--quiet', '--initial-branch=main')
  await inCheckout('remote', 'add', 'origin', `https://github.com/acme/${name}.git`)

  async function push(message: string) {
    await inCheckout('add', '--all')
    await inCheckout('commit', '--quiet', '--message', message)
    await inCheckout('push', '--quiet', 'origin', 'main')
  }
  await push('First version')

  await claude('plugin', 'marketplace', 'add', `acme/${name}`)
  await install(isolated, name, plugins)
  return { ...marketplace, bare, clone: join(configDir, 'plugins', 'marketplaces', name), push }
}

/** The folder that an installed plugin was copied to. */
export function cachedFolder(isolated: Isolated, id: string): string {
  const file = join(isolated.configDir, 'plugins', 'installed_plugins.json')
  const [record] = JSON.parse(readFileSync(file, 'utf8')).plugins[id] ?? []
  if (!record) throw new Error(`${id} is not in ${file}`)
  return record.installPath
}

function writeMarketplace(folder: string, name: string, plugins: Readonly<Record<string, PluginFiles>>): Marketplace {
  const pluginFolder = (plugin: string) => join(folder, 'plugins', plugin)
  const catalogue = {
    name,
    owner: { name: 'Ada' },
    plugins: Object.keys(plugins).map((plugin) => ({ name: plugin, source: `./plugins/${plugin}` })),
  }
  writePlugin(folder, { '.claude-plugin/marketplace.json': JSON.stringify(catalogue, null, 2) })
  for (const [plugin, files] of Object.entries(plugins)) writePlugin(pluginFolder(plugin), files)
  return { name, folder, pluginFolder }
}

// One after the other: installing in parallel loses entries of settings.json.
async function install({ claude }: Isolated, marketplace: string, plugins: Readonly<Record<string, PluginFiles>>) {
  for (const plugin of Object.keys(plugins)) await claude('plugin', 'install', `${plugin}@${marketplace}`)
}

const redirectGithub = (repositories: string) => `[url "file://${repositories}/"]
	insteadOf = https://github.com/
	insteadOf = git@github.com:
	insteadOf = ssh://git@github.com/
[protocol "file"]
	allow = always
`
