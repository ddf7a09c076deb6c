import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, suite, test } from 'node:test'
import { type Config, readConfig } from '../../server/config.ts'
import { allHooks } from '../../server/doctor/examine.ts'
import { isMatched, meaningOf } from '../../server/doctor/hooks/matcher.ts'
import { sameRun } from '../../server/doctor/hooks/order.ts'
import type { HookSubject } from '../../server/doctor/hooks/types.ts'
import { openPanel } from '../../server/panel.ts'
import { linkPlugin } from '../../server/plugins/links.ts'
import { directoryMarketplace, gitMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { startModel } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { hasTmux, openTerminal, type Terminal } from '../../server/probe/drive/tmux.ts'
import { answerQuestions } from '../../server/probe/drive/tmux-config.ts'
import { comparePair } from '../../server/trees/pair.ts'
import { until } from '../support/until.ts'
import { isolate } from './drive/isolated.ts'

/** Which hooks run, and which of them Hotplug says are in effect: each prints its name into a file. */

const model = await startModel()
const isolated = isolate({ modelUrl: model.url })
after(async () => {
  await model[Symbol.asyncDispose]()
  isolated[Symbol.dispose]()
})

const LOG = join(isolated.root, 'log')
const USER = join(isolated.configDir, 'settings.json')
const PROJECT = join(isolated.project, '.claude', 'settings.json')
const LOCAL = join(isolated.project, '.claude', 'settings.local.json')
/** Takes the place of the machine's own for a `claude` that is started by `administered`. */
const ETC = join(isolated.root, 'etc')
const MANAGED = join(ETC, 'claude-code', 'managed-settings.json')
const DROP_IN = join(ETC, 'claude-code', 'managed-settings.d', '10.json')

const says = (name: string, more = {}) => ({ type: 'command', command: `echo ${name} >> ${LOG}`, ...more })
const onPrompt = (...names: string[]) => ({ hooks: { UserPromptSubmit: [{ hooks: names.map((name) => says(name)) }] } })
const json = (value: unknown) => JSON.stringify(value, null, 2)
const manifest = (name: string, more = {}) => json({ name, version: '0.1.0', description: 'Says its name.', ...more })
const frontmatter = (name: string, event: string, more = '') =>
  `---\nname: ${name}\ndescription: Says its name.\nhooks:\n  ${event}:\n    - hooks:\n        - type: command\n          command: echo ${name} >> ${LOG}\n${more}---\n\nDo it.\n`

const lab = await directoryMarketplace(isolated, 'lab', {
  first: {
    '.claude-plugin/plugin.json': manifest('first', { hooks: ['./more.json', onPrompt('inline').hooks] }),
    'hooks/hooks.json': json(onPrompt('first', 'same')),
    'more.json': json(onPrompt('more')),
    'agents/critic.md': frontmatter('plugin-agent', 'Stop'),
    'commands/shout.md': frontmatter('plugin-command', 'Stop'),
    'skills/plugin-skill/SKILL.md': frontmatter('plugin-skill', 'Stop'),
  },
  second: { '.claude-plugin/plugin.json': manifest('second'), 'hooks/hooks.json': json(onPrompt('second', 'same')) },
})
const installed = JSON.parse(readFileSync(USER, 'utf8'))
write(join(isolated.configDir, 'skills/lasting/SKILL.md'), frontmatter('lasting', 'Stop'))
write(join(isolated.configDir, 'skills/single/SKILL.md'), frontmatter('single', 'Stop', '          once: true\n'))
write(join(isolated.configDir, 'agents/own-agent.md'), frontmatter('own-agent', 'Stop'))
answerQuestions(isolated)
const unadministered = await cannotAdminister()

type Settings = { user?: object; project?: object; local?: object; managed?: object; dropIn?: object; second?: object }

function configure({ user, project, local, managed, dropIn, second }: Settings) {
  rmSync(LOG, { force: true })
  write(join(lab.pluginFolder('second'), '.claude-plugin', 'plugin.json'), manifest('second', second))
  write(USER, json({ ...installed, ...onPrompt('user', 'same'), ...user }))
  write(PROJECT, json({ ...onPrompt('project', 'same'), ...project }))
  write(LOCAL, json({ ...onPrompt('local'), ...local }))
  for (const [file, settings] of [[MANAGED, managed] as const, [DROP_IN, dropIn] as const])
    if (settings) write(file, json(settings))
    else rmSync(file, { force: true })
}

const ran = () => (existsSync(LOG) ? readFileSync(LOG, 'utf8').trim().split('\n').sort() : [])

/** The hooks of an event that the doctor says are in effect: of several that are the same to Claude Code, one. */
async function expected(event: string): Promise<string[]> {
  const hooks = (await examined()).filter(({ hook, effect }) => hook.event === event && effect.state === 'in effect')
  return [...Map.groupBy(hooks, ({ hook }) => sameRun(hook)).values()]
    .flatMap(([one]) => (one ? nameOf(one) : []))
    .sort()
}

const nameOf = ({ hook }: HookSubject) => /^echo (\S+)/.exec(String(hook.handler.command))?.[1] ?? ''

function panelAt(project = isolated.project) {
  const config: Config = {
    ...readConfig({
      env: { ...isolated.env, HOTPLUG_HOME: join(isolated.root, 'state'), PATH: '' },
      cwd: project,
      platform: 'linux',
    }),
    managedSettings: MANAGED,
  }
  return openPanel(config, async (pairs, onResult) => {
    for (const pair of pairs) onResult(comparePair(pair))
  })
}

async function examined(project?: string): Promise<readonly HookSubject[]> {
  const panel = panelAt(project)
  try {
    const { places } = await panel.doctor.diagnose()
    return places.flatMap(({ subjects }) => allHooks(subjects))
  } finally {
    panel.close()
  }
}

suite('hooks run as the doctor says', () => {
  const NOBODY: string[] = []
  const PLUGINS = ['first', 'inline', 'more', 'same', 'same', 'second']
  const SETTINGS = ['local', 'project', 'same', 'user']
  const off = { enabledPlugins: { ...installed.enabledPlugins, 'second@lab': false } }

  const SITUATIONS: readonly [string, Settings, string[]][] = [
    ['all of them, the same ones of settings once', {}, [...PLUGINS, ...SETTINGS]],
    ['none where the user switches them off', { user: { disableAllHooks: true } }, NOBODY],
    [
      'all but those of a disabled plugin, where the project switches them on again',
      { user: { disableAllHooks: true, ...off }, local: { disableAllHooks: false } },
      [...PLUGINS.filter((name) => name !== 'second').toSpliced(3, 1), ...SETTINGS],
    ],
    [
      'not those of a settings file that Claude Code ignores, nor of the plugins that it enables',
      { user: { disableAllHooks: 'no' } },
      ['local', 'project', 'same'],
    ],
    [
      'not one whose entry is refused, or whose event there is not, nor those of a plugin with a wrong manifest',
      {
        project: {
          hooks: {
            UserPromptSubmit: [{ hooks: [says('timeout', { timeout: 0 }), says('fine')] }],
            Unknown: [{ hooks: [says('unknown')] }],
          },
        },
        second: { hooks: 'more.json' },
      },
      ['first', 'inline', 'more', 'same', 'fine', 'local', 'same', 'user'],
    ],
  ]
  for (const [name, settings, names] of SITUATIONS)
    test(name, async () => {
      configure(settings)
      assert.deepEqual(await expected('UserPromptSubmit'), [...names].sort())
      await isolated.claude('-p', 'hello')
      assert.deepEqual(ran(), [...names].sort())
    })
})

suite('an administrator decides about hooks', { skip: unadministered }, () => {
  const own = onPrompt('managed')
  const SITUATIONS: readonly [string, Settings, string[]][] = [
    ['none run', { managed: { ...own, disableAllHooks: true } }, []],
    ['nobody else switches off theirs', { user: { disableAllHooks: true }, managed: own }, ['managed']],
    [
      'only theirs run, and those of the plugins that they enable',
      { managed: own, dropIn: { allowManagedHooksOnly: true, enabledPlugins: { 'second@lab': true } } },
      ['managed', 'same', 'second'],
    ],
    [
      'those of settings do not run',
      { managed: { ...own, strictPluginOnlyCustomization: ['hooks'] } },
      ['first', 'inline', 'managed', 'more', 'same', 'same', 'second'],
    ],
  ]
  for (const [name, settings, names] of SITUATIONS)
    test(name, async () => {
      configure(settings)
      assert.deepEqual(await expected('UserPromptSubmit'), names)
      await administered('-p', 'hello')
      assert.deepEqual(ran(), names)
    })
})

test('hooks of one event run at the same time, and what they print is told in the order in which they end', async () => {
  const NAMES = ['one', 'two', 'three']
  const at = (name: string) => join(isolated.root, `pid-${name}`)
  const pauseUntil = (condition: string) => `until ${condition}; do sleep 0.01; done`
  /** Ends only when all have started, and Claude Code knows that the next one has ended. */
  const meets = (name: string, index: number) => {
    const all = NAMES.map((other) => pauseUntil(`[ -s ${at(other)} ]`))
    const next = NAMES[index + 1]
    const later = next === undefined ? [] : [pauseUntil(`! kill -0 $(cat ${at(next)}) 2> /dev/null`)]
    return [`echo $$ > ${at(name)}`, ...all, ...later, `echo said-${name}`].join('; ')
  }
  const [one, two, three] = NAMES.map((name, index) => ({ type: 'command', command: meets(name, index) }))
  configure({
    user: { enabledPlugins: {}, hooks: { UserPromptSubmit: [{ hooks: [one] }, { matcher: 'ignored', hooks: [two] }] } },
    project: { hooks: { UserPromptSubmit: [{ hooks: [three] }] } },
  })
  await isolated.claude('-p', 'hello')
  assert.deepEqual(model.textReceived().match(/said-\w+/g), ['said-three', 'said-two', 'said-one'])
})

test('matchers are taken as Claude Code takes them, and hooks in frontmatter run when the doctor says', async () => {
  const MATCHERS = [
    ...['', '*', 'Bash', 'bash', 'Ba', 'Write|Bash', 'Write, Bash', 'Write Bash', 'Bash|', '|', 'Wr-ite|Bash', 'Agent'],
    ...[
      'Ba.*',
      'a.h',
      '^Bash$',
      'Bash.',
      'Bash(echo:*)',
      '^(?!Write)',
      'Task',
      'Ta.k',
      '[',
      '*|Bash',
      '(?i)bash',
      '!Write',
    ],
  ]
  configure({
    user: {
      hooks: {
        PreToolUse: MATCHERS.map((matcher, index) => ({ matcher, hooks: [says(`matcher-${index}`)] })),
        SessionStart: ['start', 'startup', '^start', 'clear'].map((matcher) => ({
          matcher,
          hooks: [says(`"${matcher}"`)],
        })),
        Stop: [{ matcher: '(', hooks: [says('stop')] }],
        SubagentStop: [{ hooks: [says('agent-done')] }],
      },
    },
    project: { hooks: {} },
    local: { hooks: {} },
  })
  const matched = (tool: string) =>
    MATCHERS.flatMap((matcher, index) =>
      isMatched(meaningOf('PreToolUse', matcher), tool) ? [`matcher-${index}`] : [],
    ).sort()
  const hooks = await examined()
  const when = (name: string) => {
    const effect = hooks.find((hook) => nameOf(hook) === name)?.effect
    return effect?.state === 'in effect' ? effect.when : effect?.why
  }

  await using session = openSession(isolated, model, { args: ['--allowedTools', 'Bash'] })
  const ranAt = async (message: string, called?: Parameters<typeof model.answerNext>[0]) => {
    rmSync(LOG, { force: true })
    if (called) model.answerNext(called)
    await session.say(message)
    return ran().filter((name) => name !== 'first' && name !== 'second' && !/^(same|more|inline)$/.test(name))
  }

  const bash = { tool: 'Bash', input: { command: 'true', description: 'Nothing.' } }
  assert.deepEqual(await ranAt('hello', bash), [...matched('Bash'), '^start', 'startup', 'stop'].sort())
  assert.deepEqual(await ranAt('/first:shout'), ['stop'])
  assert.deepEqual(await ranAt('/lasting'), ['lasting', 'stop'])
  assert.deepEqual(await ranAt('/first:plugin-skill'), ['lasting', 'plugin-skill', 'stop'])
  assert.deepEqual(await ranAt('/single'), ['lasting', 'plugin-skill', 'single', 'stop'])
  assert.deepEqual(await ranAt('hello'), ['lasting', 'plugin-skill', 'stop'])
  await session.say('/clear')
  assert.deepEqual(await ranAt('hello'), ['stop'])

  const agent = (type: string) => ({
    tool: 'Agent',
    input: { description: 'x', prompt: 'Do it.', subagent_type: type },
  })
  rmSync(LOG)
  for (const [index, type] of ['first:plugin-agent', 'own-agent'].entries()) {
    model.answerNext(agent(type))
    await session.say('ask')
    await until(() => ran().filter((name) => name === 'agent-done').length > index, 'the agent is done')
  }
  await until(() => ran().includes('own-agent'), 'its own hook ran')
  assert.ok(!ran().includes('plugin-agent'))
  const called = new Set(ran().filter((name) => name.startsWith('matcher-')))
  assert.deepEqual([...called], matched('Agent'))

  assert.match(when('own-agent') ?? '', /^While the agent own-agent works, as a SubagentStop hook/)
  assert.match(when('plugin-agent') ?? '', /ignores hooks in the agents of a plugin/)
  assert.match(when('plugin-command') ?? '', /refuses hooks in the commands of a plugin/)
  assert.match(when('lasting') ?? '', /^From when lasting is invoked until \/clear or the end/)
  assert.match(when('single') ?? '', /until it ran once/)
})

test('where a plugin is edited elsewhere, what its loaded copy has runs, and what only its source has does not', async () => {
  configure({})
  const root = join(isolated.root, 'root')
  const stale = { ...says('stale'), command: `${says('stale').command}; echo "$CLAUDE_PLUGIN_ROOT" > ${root}` }
  const hooks = (...handlers: object[]) => json({ hooks: { UserPromptSubmit: [{ hooks: handlers }] } })
  const shed = await gitMarketplace(isolated, 'shed', {
    third: {
      '.claude-plugin/plugin.json': manifest('third'),
      'hooks/hooks.json': hooks(stale, says('kept'), says('edited')),
    },
  })
  const source = shed.pluginFolder('third')
  write(join(source, 'hooks', 'hooks.json'), hooks(says('kept'), says('edited', { timeout: 5 }), says('fresh')))
  const panel = panelAt()
  await linkPlugin(panel, 'third@shed', source)
  panel.close()

  const ofThird = (await examined()).filter(({ place }) => place.kind === 'plugin' && place.id === 'third@shed')
  assert.deepEqual(
    ofThird.map((subject) => [nameOf(subject), subject.effect.state, subject.onlyIn]),
    [
      ['kept', 'in effect', undefined],
      ['edited', 'not in effect', 'source'],
      ['fresh', 'not in effect', 'source'],
      ['stale', 'in effect', 'loaded copy'],
      ['edited', 'in effect', 'loaded copy'],
    ],
  )
  const names = await expected('UserPromptSubmit')
  await isolated.claude('-p', 'hello')
  assert.deepEqual(ran(), names)
  assert.equal(readFileSync(root, 'utf8').trim(), ofThird.find((one) => nameOf(one) === 'stale')?.hook.owner.root)
})

const skip = !hasTmux(process.env.PATH ?? '') && 'tmux is not installed'

test('a folder that nobody has trusted runs nothing before that is asked', { skip }, async () => {
  const project = join(isolated.root, 'stranger')
  const begins = (name: string) => ({ hooks: { SessionStart: [{ hooks: [says(name)] }] } })
  configure({ user: begins('user') })
  write(join(project, '.claude', 'settings.json'), json(begins('stranger')))
  const stranger = { ...isolated, project }
  await inTerminal(stranger, async ({ look }) => {
    await until(async () => /Yes, I trust this folder/.test((await look()).text), 'it asks for trust')
    assert.deepEqual(ran(), [])
  })
  assert.match(await whyNot('stranger', project), /^Nobody has trusted .*stranger yet/)
  answerQuestions(stranger)
  assert.equal(await whyNot('stranger', project), 'in effect')
  await inTerminal(stranger, () => until(() => ran().length === 2, 'hooks run'))
  assert.deepEqual(ran(), ['stranger', 'user'])
})

async function inTerminal(place: typeof isolated, work: (terminal: Terminal) => Promise<void>) {
  const terminal = await openTerminal(place, [])
  try {
    await work(terminal)
  } finally {
    await terminal.end()
  }
}

async function whyNot(name: string, project: string): Promise<string> {
  const effect = (await examined(project)).find((hook) => nameOf(hook) === name)?.effect
  return effect?.state === 'in effect' ? effect.state : (effect?.why ?? 'not found')
}

/** Runs `claude` where /etc is a folder of ours, seen by nobody else. */
function administered(...args: readonly string[]): Promise<string> {
  const script = 'mount --bind "$0" /etc && exec "$@"'
  return started('unshare', ['--mount', 'sh', '-c', script, ETC, isolated.program, ...args])
}

/** Only root may, and not in every container. */
async function cannotAdminister(): Promise<string | false> {
  for (const name of ['passwd', 'group', 'hosts', 'nsswitch.conf'])
    if (existsSync(`/etc/${name}`)) write(join(ETC, name), readFileSync(`/etc/${name}`, 'utf8'))
  mkdirSync(ETC, { recursive: true })
  return started('unshare', ['--mount', 'sh', '-c', 'mount --bind "$0" /etc', ETC]).then(
    () => false,
    () => 'a folder cannot be put in the place of /etc here',
  )
}

function started(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { cwd: isolated.project, env: isolated.env }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    )
    child.stdin?.end()
  })
}

function write(file: string, text: string) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
