import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { directoryMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { hotplugJson } from '../support/hotplug.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

type Report = { findings: { check: string; plugin: string | null; message: string; muted: unknown }[]; errors: number }

const COMPONENTS = ['skills', 'agents', 'hooks', 'mcp', 'lsp', 'output-style', 'channel']
const AUTHOR = ['--author', 'Ada', '--author-email', 'ada@example.org']

/** The same machine with programs that the generated plugins take for granted. */
function withPrograms(isolated: Isolated, names: readonly string[]): Isolated {
  const folder = join(isolated.root, 'programs')
  mkdirSync(folder)
  for (const name of names) {
    writeFileSync(join(folder, name), '#!/bin/sh\n')
    chmodSync(join(folder, name), 0o755)
  }
  return { ...isolated, env: { ...isolated.env, PATH: `${folder}:${isolated.env.PATH}` } }
}

test('nothing at all is found in the plugins that `claude plugin init` makes, nor in one as people write them', async () => {
  using isolated = isolate()
  await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
  const init = (name: string, components: readonly string[]) =>
    execFileSync(
      isolated.program,
      ['plugin', 'init', name, '--description', `It ${name}.`, ...AUTHOR, '--with', ...components],
      { env: isolated.env, cwd: isolated.project, stdio: 'pipe' },
    )
  init('has-everything', COMPONENTS)
  init('has-skills', ['skills'])

  /** The catalogue that this test made has no description, and Claude Code says so. */
  const found = async (place: Isolated) =>
    (await hotplugJson<Report>(place, 'doctor')).findings.filter(({ check }) => check !== 'marketplace-validate')
  assert.deepEqual(await found(withPrograms(isolated, ['bun', 'example-language-server'])), [])

  // Where those programs are not installed, that is what is said, and nothing else.
  const missing = await found(isolated)
  assert.ok(missing.length > 0)
  for (const { message } of missing) assert.match(message, /\bbun\b|\bexample-language-server\b/)
})
