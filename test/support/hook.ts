import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { eventsFile } from '../../server/loading/hooks/events.ts'
import { generate, installationOf } from '../../server/loading/hooks/generate.ts'
import { placesIn } from '../../server/loading/hooks/places.ts'
import { writeGenerated } from '../../server/loading/hooks/written.ts'
import { openStore } from '../../server/store.ts'
import { temporaryFolder } from './temporary.ts'

export type Told = { code: number | null; out: string; err: string; milliseconds: number }

/** A generated hook in a state folder of its own, started as Claude Code starts it: by its command line, in a shell. */
export async function generatedHook() {
  const folder = temporaryFolder()
  const at = (path: string) => join(folder.path, path)
  mkdirSync(at('project'))
  const env = {
    ...{ HOME: at('home'), CLAUDE_CONFIG_DIR: at('claude'), HOTPLUG_HOME: at('state'), PATH: '/usr/bin:/bin' },
    HOTPLUG_HOOK_DEADLINE: '4000',
  }
  const config = {
    ...readConfig({ env, cwd: at('project'), platform: 'linux', node: process.execPath }),
    managedSettings: at('managed.json'),
  }
  openStore(config.stateDir).close()
  writeGenerated(placesIn(config.stateDir).marketplace, await generate(config))
  const installation = installationOf(config)

  const write = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(at(path)), { recursive: true })
      writeFileSync(at(path), text)
    }
  }

  const command = eventsFile(installation).hooks.UserPromptSubmit?.[0]?.hooks[0]?.command ?? ''

  /** `closed`: whether its input ends; `also`: more of the environment. */
  async function tell(input: unknown, { closed = true, command: line = command, also = {} } = {}): Promise<Told> {
    const begun = performance.now()
    const child = spawn('/bin/sh', ['-c', line], { cwd: at('project'), env: { ...env, ...also } })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.stdin.on('error', () => {})
    child.stdin.write(typeof input === 'string' ? input : JSON.stringify(input))
    if (closed) child.stdin.end()
    const [code] = await once(child, 'close')
    return { code, out, err, milliseconds: performance.now() - begun }
  }

  const event = (name: string, more: object = {}) => ({
    session_id: 'session-1',
    transcript_path: at('transcript.jsonl'),
    cwd: at('project'),
    hook_event_name: name,
    ...more,
  })

  return {
    at,
    config,
    installation,
    write,
    tell,
    event,
    command,
    prompt: (prompt: string, more: object = {}) => tell(event('UserPromptSubmit', { prompt, ...more })),
    log: () => (existsSync(at('state/autoload.log')) ? readFileSync(at('state/autoload.log'), 'utf8') : ''),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

/** A marketplace that Claude Code knows, with these plugins in it. */
export function specweave(
  hook: Awaited<ReturnType<typeof generatedHook>>,
  plugins: Record<string, Record<string, string>>,
) {
  const json = (value: unknown) => JSON.stringify(value)
  hook.write({
    'market/.claude-plugin/marketplace.json': json({
      name: 'specweave',
      plugins: Object.keys(plugins).map((name) => ({ name, source: `./${name}` })),
    }),
    'claude/plugins/known_marketplaces.json': json({
      specweave: { source: { source: 'directory', path: hook.at('market') }, installLocation: hook.at('market') },
    }),
    ...Object.fromEntries(
      Object.entries(plugins).flatMap(([name, files]) =>
        Object.entries(files).map(([path, text]) => [`market/${name}/${path}`, text]),
      ),
    ),
  })
}
