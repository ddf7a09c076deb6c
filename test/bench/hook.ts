import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { openStore } from '../../server/store.ts'
import { releasePlugin } from '../claude/drive/groups.ts'
import { generatedHook, specweave } from '../support/hook.ts'

const ROUNDS = 25
/** What was started in the background is over by then (milliseconds). */
const SETTLED = 60

/** One prompt, as a whole process with its shell, against an empty Node; the two take turns. */
export async function benchHook() {
  using hook = await generatedHook()
  specweave(hook, { 'sw-release': releasePlugin() })
  hook.write({ 'bin/claude': '#!/bin/sh\n', 'empty.js': '' })
  chmodSync(hook.at('bin/claude'), 0o755)
  // What is begun in the background is begun, but does nothing that would be measured, too.
  const file = hook.at('state/claude-plugin/hotplug/hook.cjs')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(hook.installation.main, hook.at('empty.js')))
  const store = openStore(hook.config.stateDir)
  store.autoload.choose({ group: 'release', state: 'auto', plugins: ['sw-release@specweave'], instead: null })
  store.close()

  const env = { HOME: hook.at('home'), CLAUDE_CONFIG_DIR: hook.at('claude'), PATH: `${hook.at('bin')}:/usr/bin:/bin` }
  let session = 0
  const prompt = (text: string) => () => {
    const input = JSON.stringify(hook.event('UserPromptSubmit', { prompt: text, session_id: `session-${session++}` }))
    return spawnSync('/bin/sh', ['-c', hook.command], { env, input, cwd: hook.at('project') }).stdout.toString()
  }
  const cases = {
    node: () => spawnSync(process.execPath, ['-e', '0'], { env }).stdout.toString(),
    nothing: prompt('Could you explain why this function is called twice when the window is resized?'),
    match: prompt('release newest patch npm of my-lib'),
  }
  if (cases.nothing() !== '') throw new Error('A prompt that wants nothing was answered.')
  if (!cases.match().includes('with provenance')) throw new Error('A prompt that matches was given nothing.')
  const times: Record<string, number[]> = { node: [], nothing: [], match: [] }
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, run] of Object.entries(cases)) {
      await pause(SETTLED)
      const begun = performance.now()
      run()
      times[name]?.push(performance.now() - begun)
    }
  const [node, nothing, match] = ['node', 'nothing', 'match'].map((name) => median(times[name] ?? [])) as [
    number,
    number,
    number,
  ]
  console.log('\nOne prompt through the hook, as a whole process')
  console.log(
    `  wants nothing: ${nothing.toFixed(0)} ms = ${(nothing / node).toFixed(2)} × node -e 0 (${node.toFixed(0)} ms); expected at most 2.0`,
  )
  console.log(
    `  matches:       ${match.toFixed(0)} ms = ${(match / node).toFixed(2)} × node -e 0; expected at most 3.0`,
  )
}

const median = (times: number[]) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0

if (import.meta.main) await benchHook()
