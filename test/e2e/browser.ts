import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright/test'

const IN_APPLICATIONS = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome']
const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  ...['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
    IN_APPLICATIONS.map((program) => join(folder, program)),
  ),
]

export const IS_ROOT = process.getuid?.() === 0

/**
 * The program to test with: `CHROMIUM`, or one of this system, or playwright's own, or Debian's package. The last two
 * are installed when they are not there.
 */
export async function findBrowser(): Promise<string> {
  const wanted = process.env.CHROMIUM
  if (wanted) {
    if (runs(wanted)) return wanted
    throw new Error(`CHROMIUM names ${wanted}, which does not run.`)
  }
  const found = [...SYSTEM_BROWSERS, chromium.executablePath()].find(runs)
  const browser = found ?? installFromPlaywright() ?? installFromDebian()
  if (browser) return browser
  throw new Error(
    'No Chromium or Chrome was found, and none could be installed: install one, or set CHROMIUM to its path.',
  )
}

const runs = (program: string) =>
  existsSync(program) && spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0

function installFromPlaywright(): string | null {
  const { resolve } = createRequire(import.meta.url)
  const cli = join(dirname(resolve('playwright/package.json')), 'cli.js')
  const browser = chromium.executablePath()
  return execute(process.execPath, [cli, 'install', '--no-shell', 'chromium']) && runs(browser) ? browser : null
}

function installFromDebian(): string | null {
  if (!IS_ROOT || !existsSync('/usr/bin/apt-get')) return null
  const packages = ['chromium', 'fonts-dejavu-core']
  execute('apt-get', ['update'])
  execute('apt-get', ['install', '--yes', '--no-install-recommends', ...packages])
  return SYSTEM_BROWSERS.find(runs) ?? null
}

/** Runs a command for all to see, on standard error: what is tested may print on the other. */
function execute(program: string, args: readonly string[]): boolean {
  console.error(`$ ${program} ${args.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, args, { stdio: ['ignore', process.stderr, process.stderr], env }).status === 0
}
