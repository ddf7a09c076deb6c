import { lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Surroundings } from '../../../claude/run.ts'
import type { Panel } from '../../../panel.ts'

/** A home and a configuration that nobody else has, and that are gone afterwards. */
export type Ground = Surroundings & { root: string; home: string; [Symbol.dispose]: () => void }

/** Of what git and the network need only what leads out: where git asks, it is answered from this disk. */
const PASSED_ON = /^(LANG|LC_ALL|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|\w+_proxy)$/i

export function openGround({ config }: Pick<Panel, 'config'>, signal: AbortSignal): Ground {
  mkdirSync(config.stateDir, { recursive: true, mode: 0o700 })
  removeLeftovers(config.stateDir)
  const root = realpathSync(mkdtempSync(join(config.stateDir, PREFIX)))
  const folder = (name: string) => {
    mkdirSync(join(root, name))
    return join(root, name)
  }
  const [home, configDir, project] = [folder('home'), folder('config'), folder('project')]
  return {
    ...{ root, home, configDir, project, signal },
    pluginsDir: join(configDir, 'plugins'),
    searchPath: config.searchPath,
    passedOn: {
      ...Object.fromEntries(Object.entries(config.passedOn).filter(([name]) => PASSED_ON.test(name))),
      ...{ GIT_CONFIG_NOSYSTEM: '1', GIT_ALLOW_PROTOCOL: 'file', TMPDIR: folder('tmp') },
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  }
}

const PREFIX = 'shipping-'
const AN_HOUR = 3_600_000

/** What a process left that was killed meanwhile: no check takes an hour. */
function removeLeftovers(stateDir: string) {
  for (const name of readdirSync(stateDir)) {
    const path = join(stateDir, name)
    const isOld = name.startsWith(PREFIX) && Date.now() - lstatSync(path).mtimeMs > AN_HOUR
    if (isOld) rmSync(path, { recursive: true, force: true })
  }
}

/** Whatever is cloned from GitHub comes from this folder: Claude Code refuses addresses of files. */
export function redirectGithub({ home }: Ground, repositories: string) {
  const settings = `[url "file://${repositories}/"]
	insteadOf = https://github.com/
	insteadOf = git@github.com:
	insteadOf = ssh://git@github.com/
[protocol "file"]
	allow = always
`
  writeFileSync(join(home, '.gitconfig'), settings)
}
