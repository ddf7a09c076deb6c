import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fieldOf, isObject } from '../../claude/json.ts'
import { dependenciesOf } from './lockfile.ts'
import { fieldsIn, textOf } from './text-lines.ts'
import type { Packages, PluginPlace } from './types.ts'

/** Whether what a plugin's programs import is there where Claude Code reads it, or will be where others install it. */
export function packagesOf({ root, loaded }: PluginPlace): Packages {
  const folder = loaded !== null && loaded.how !== 'missing' ? loaded.path : root
  const manifest = fieldsIn(textOf(join(root, 'package.json')))
  const state = existsSync(join(folder, 'package.json')) ? dependenciesOf(folder) : null
  return {
    missing:
      loaded !== null && state?.state === 'stale'
        ? { folder, sentence: state.sentence, inPlace: loaded.how !== 'cache' }
        : null,
    unlocked:
      LOCKFILES.some((name) => existsSync(join(root, name))) || installsItself(manifest) ? 0 : amountIn(manifest),
  }
}

/** npm's are the ones that Claude Code 2.1.329 was seen to use; of `bun.lock` its documentation says so. */
const LOCKFILES = ['package-lock.json', 'npm-shrinkwrap.json', 'bun.lock', 'bun.lockb', 'node_modules']

/** As the example that `claude plugin init --with channel` writes: `bun install && bun server.ts`. */
const installsItself = (manifest: unknown) =>
  Object.values(scriptsOf(manifest)).some((script) => typeof script === 'string' && /\b(install|ci|add)\b/.test(script))

function scriptsOf(manifest: unknown) {
  const scripts = fieldOf(manifest, 'scripts')
  return isObject(scripts) ? scripts : {}
}

function amountIn(manifest: unknown): number {
  const dependencies = fieldOf(manifest, 'dependencies')
  return isObject(dependencies) ? Object.keys(dependencies).length : 0
}
