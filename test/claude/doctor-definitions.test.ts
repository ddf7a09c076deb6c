import assert from 'node:assert/strict'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { readConfig } from '../../server/config.ts'
import { isBuiltIn } from '../../server/doctor/definitions/built-in.ts'
import { LONGEST_LISTED, tokensIn } from '../../server/doctor/definitions/cost.ts'
import { type Standing, standingsOf } from '../../server/doctor/definitions/standing.ts'
import type { Definition, DefinitionKind } from '../../server/doctor/definitions/types.ts'
import { only } from '../../server/doctor/examine.ts'
import type { Finding } from '../../server/doctor/types.ts'
import { openPanel } from '../../server/panel.ts'
import { directoryMarketplace, type Marketplace, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel, textIn } from '../../server/probe/drive/model.ts'
import { openSession, type Session } from '../../server/probe/drive/session.ts'
import { environmentOf } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { described, MODELS, PLUGINS, TOOLS, writeDefinitions } from './definitions-scratch.ts'
import { type Isolated, isolate, packagedClaude } from './drive/isolated.ts'

/** One config folder with everything that can be right or wrong, one session that reads it, and what Hotplug says of it. */
suite('skills, commands, agents and output styles as Claude Code finds them', () => {
  let model: Model
  let isolated: Isolated
  let lab: Marketplace
  let session: Session
  let told: string
  let hotplug: Awaited<ReturnType<typeof diagnose>>

  before(async () => {
    model = await startModel()
    isolated = isolate({ modelUrl: model.url })
    lab = await directoryMarketplace(isolated, 'lab', PLUGINS)
    writeDefinitions(isolated)
    session = openSession(isolated, model, { args: ['--permission-mode', 'default'] })
    told = (await session.say('hello')).received
    hotplug = await diagnose(isolated)
  })

  after(async () => {
    await session?.close()
    await model?.[Symbol.asyncDispose]()
    isolated?.[Symbol.dispose]()
  })

  test('Claude is told of the same skills and commands, in the same words, as Hotplug says', () => {
    const listed = listIn(told, SKILLS)
    assert.deepEqual(
      without('skill', listed),
      expected(hotplug.winners, (kind) => kind === 'skill' || kind === 'command'),
    )
  })

  test('and of the same agents', () => {
    const listed = listIn(told, AGENTS)
    assert.deepEqual(
      without('agent', listed),
      expected(hotplug.winners, (kind) => kind === 'agent'),
    )
  })

  test('what Hotplug says is not discovered is not there', async () => {
    const lost = hotplug.all.filter(({ discovery }) => discovery.state === 'not discovered')
    assert.deepEqual(lost.map(({ discovery }) => 'reason' in discovery && discovery.reason).sort(), [
      ...[
        'file name',
        'file name',
        'file name',
        'hidden',
        'hidden',
        'invalid frontmatter',
        'no description',
        'no description',
      ],
      ...['no folder', 'no folder', 'no name', 'no name', 'too deep', 'too deep', 'too large', 'too large'],
      ...['too large', 'unreadable', 'unreadable'],
    ])
    const listed = [...listIn(told, SKILLS), ...listIn(told, AGENTS)].map((line) => line.slice(0, line.indexOf(': ')))
    const used = hotplug.winners.map(({ name }) => name)
    const wrong = lost.filter(({ name }) => listed.includes(name) && !used.includes(name))
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    )
  })

  test('a name that several have runs the one that Hotplug says', async () => {
    const TYPED = [
      ...[
        'twice',
        'order',
        'skill-or-command',
        'command-or-skill',
        'nearest',
        'alpha:both',
        'alpha:deploy',
        'beta:dup',
      ],
      ...['taken', 'clear', 'init', 'help', 'simplify'],
    ]
    for (const name of TYPED) {
      const [winner] = hotplug.winners.filter((one) => one.name === name && one.kind !== 'agent')
      assert.ok(winner, name)
      assert.match((await session.say(`/${name}`)).received, textOf(winner), name)
    }
  })

  test('2.1.100 ran the same, but told Claude of both', async () => {
    using older = isolate({ modelUrl: model.url, program: packagedClaude('claude-code-2.1.100') })
    writePlugin(older.configDir, { 'skills/twice/SKILL.md': described('the user’s', 'Text of the user’s.') })
    writePlugin(older.project, { '.claude/skills/twice/SKILL.md': described('the project’s') })
    const before = model.requests.length
    await older.claude('-p', '/twice')
    const received = textIn(model.requests.slice(before).map(({ body }) => body))
    assert.match(received, /Text of the user’s/)
    assert.deepEqual(received.match(/^- twice: .*$/gm)?.toSorted(), [
      '- twice: Says what the project’s is.',
      '- twice: Says what the user’s is.',
    ])
  })

  test('a name in the frontmatter may be typed, where nothing else is called that', async () => {
    assert.match((await session.say('/other-name')).received, /Text of mismatch/)
    assert.match((await session.say('/alpha:renamed')).received, /Text of plugin mis/)
    assert.match((await session.say('/renamed')).received, /Text of plugin mis/)
    assert.match((await session.say('/order')).received, /Text of order/)
    assert.deepEqual((await session.say('/usage')).requests, [])
    for (const name of ['named-in-vain', 'Spaced Name', 'with space', 'sing', 'alpha:SHOUT'])
      assert.match((await session.say(`/${name}`)).received, /not installed in this session/, name)
    assert.match((await session.say('/alpha:SHOUT.MD')).received, /Text of shout/)
  })

  test('a plugin’s skill without a description can be typed all the same', async () => {
    for (const name of ['alpha:undescribed', 'alpha:broken', 'alpha:plain'])
      assert.match((await session.say(`/${name}`)).received, /Text of plugin (undescribed|broken|plain)/)
  })

  test('whether Claude or people may use it, in every way of saying so', async () => {
    assert.doesNotMatch(told, /^- (for-people|for-people-too): /m)
    assert.match(told, /^- old-key: /m)
    assert.match(told, /^- keyed: .*\(Tools: All tools\)$/m)
    assert.match((await session.say('/underscore')).received, /Text of underscore/)
    for (const name of ['for-claude', 'for-nobody'])
      assert.match((await session.say(`/${name}`)).result, /can only be invoked by Claude/, name)
  })

  test('tools are allowed by a text with commas or spaces, or a list, and by their exact names alone', async () => {
    for (const [name, { allows }] of Object.entries(TOOLS)) {
      model.answerNext({ tool: 'Bash', input: { command: `touch made-by-${name}`, description: 'Makes a file' } })
      await session.say(`/${name}`)
      model.forgetAnswers()
      assert.equal(existsSync(join(isolated.project, `made-by-${name}`)), allows, name)
    }
    assert.deepEqual(
      hotplug.found
        .filter(({ check, about }) => check === 'definition-tools' && about.startsWith('skill tools-'))
        .map(({ about }) => about)
        .sort(),
      Object.entries(TOOLS)
        .filter(([, { says }]) => says)
        .map(([name]) => `skill ${name}`)
        .sort(),
    )
  })

  test('a model is asked for by its short name, or as it is written', async () => {
    const asked = async (name: string) => (await session.say(`/${name}`)).requests[0]?.body.model
    for (const name of MODELS) assert.match(String(await asked(`model-${name}`)), /^claude-/, name)
    assert.equal(await asked('model-nonsense'), 'nonsense')
    assert.equal(await asked('model-default'), 'default')
    const before = model.requests.length
    const input = { subagent_type: 'modelled', description: 'x', prompt: 'x', run_in_background: false }
    model.answerNext({ tool: 'Agent', input })
    await session.say('Use the agent.')
    model.forgetAnswers()
    const agents = () => model.requests.slice(before).filter(({ asker }) => asker === 'agent')
    await until(() => agents().length > 0)
    assert.equal(agents()[0]?.body.model, 'nonsense')
  })

  test('context: fork runs in the agent that is named, in general-purpose when there is none, and not without it', async () => {
    const prompts = async (name: string) =>
      textIn((await session.say(`/${name}`)).requests.map(({ body }) => body.system))
    assert.match(await prompts('fork-there'), /Text of the agent for forks/)
    const instead = await prompts('fork-nowhere')
    assert.equal(instead, await prompts('fork-plain'))
    assert.notEqual(instead, await prompts('fork-wrong'))
    assert.equal(await prompts('fork-missing'), await prompts('fork-wrong'))
  })

  test('an output style of a project is taken before the user’s, and that before Claude Code’s own', async () => {
    for (const [style, text] of [
      ['calm', 'Calm of the project.'],
      ['Explanatory', 'Explanatory of the user.'],
    ] as const) {
      const before = model.requests.length
      await isolated.claude('-p', '--settings', JSON.stringify({ outputStyle: style }), 'hello')
      const received = textIn(model.requests.slice(before).map(({ body }) => body))
      assert.match(received, new RegExp(text))
      const [winner] = hotplug.winners.filter(({ kind, name }) => kind === 'output style' && name === style)
      assert.match(text, textOf(winner))
    }
  })

  test('tokens are estimated as Claude Code does', async () => {
    const details = await isolated.claude('plugin', 'details', 'beta@lab')
    const rows = new Map(
      [...details.matchAll(/^\s+(\S+)\s+(< ?20|~[\d.,k]+)\s+(< ?20|~[\d.,k]+)$/gm)].map(([, name = '', ...costs]) => [
        name,
        costs,
      ]),
    )
    for (const name of ['short', 'long', 'wide']) {
      const one = hotplug.all.find((definition) => definition.name === `beta:${name}`)
      const [alwaysOn = '', onInvoke = ''] = rows.get(name) ?? []
      assert.ok(
        one && isAbout(tokensIn(`${one.name} ${one.description.text}`), alwaysOn),
        `${name} ${alwaysOn} ${one?.cost.alwaysOn}`,
      )
      assert.ok(one && isAbout(one.cost.onInvoke, onInvoke), `${name} ${onInvoke} ${one?.cost.onInvoke}`)
    }
    const long = hotplug.all.find(({ name }) => name === 'beta:long')
    assert.equal(long?.cost.alwaysOn, tokensIn(`- beta:long: ${long?.description.text.slice(0, LONGEST_LISTED)}\n`))
  })

  test('what is deleted while a session runs is told, and a plugin’s is still there as it was', async () => {
    rmSync(join(lab.pluginFolder('alpha'), 'skills/leaving'), { recursive: true })
    const gone = async () => {
      const { found } = await diagnose(isolated)
      return found
        .filter(({ check }) => check === 'definition-gone')
        .map(({ about, message }) => [about, message.includes(`${session.pid}`)])
    }
    assert.deepEqual(await gone(), [['skill alpha:leaving', true]])
    assert.match((await session.say('/alpha:leaving')).received, /Text of leaving/)
    await session.say('/reload-skills')
    assert.match((await session.say('/alpha:leaving')).received, /not installed in this session/)
    await until(async () => (await gone()).length === 0)
  })
})

/** Everything there is, as the panel knows it. */
async function diagnose(isolated: Isolated) {
  const config = readConfig({ env: environmentOf(isolated), cwd: isolated.project, platform: process.platform })
  const panel = openPanel(config, async () => {})
  try {
    await panel.survey.ask()
    const { places, findings } = await panel.doctor.diagnose()
    const all = places.flatMap(({ subjects }) => only(subjects, 'definition')).map(({ definition }) => definition)
    const standings = standingsOf(all)
    return { all, winners: all.filter(({ id }) => isUsed(standings.get(id))), found: findings as readonly Finding[] }
  } finally {
    panel.close()
  }
}

const isUsed = (standing: Standing | undefined) => standing?.state === 'wins'

const SKILLS = 'The following skills are available'
const AGENTS = 'Available agent types'

/** 'name: what Claude is told of it', as a list in the request gives them. */
function listIn(text: string, title: string): readonly string[] {
  const [list = ''] = text.slice(text.indexOf(title)).split(/\n\n(?!- )/)
  return list
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) =>
      line
        .slice(2)
        .replace(/^([^\s:]+(?::[^\s:]+)*) \([^)]*\):/, '$1:')
        .replace(/ \(Tools: .*\)$/, ''),
    )
}

const without = (kind: DefinitionKind, listed: readonly string[]) =>
  listed.filter((line) => !isTheirs(kind, line)).toSorted()

/** Claude Code’s own, but not ours that took the place of one. */
const isTheirs = (kind: DefinitionKind, line: string) =>
  isBuiltIn(kind, line.slice(0, line.indexOf(': '))) && !/: (Says what|Is) our own/.test(line)

const expected = (winners: readonly Definition[], isOf: (kind: DefinitionKind) => boolean) =>
  winners
    .filter(({ kind, cost }) => isOf(kind) && cost.alwaysOn > 0)
    .map(({ kind, name, description }) => `${name}: ${kind === 'agent' ? description.text : cutTo(description.text)}`)
    .toSorted()

const cutTo = (text: string) => (text.length > LONGEST_LISTED ? `${text.slice(0, LONGEST_LISTED - 1)}…` : text)

const textOf = (definition: Definition | undefined) =>
  new RegExp(`(^|\\n)${definition?.frontmatter.body.trim().split('\n')[0]}`)

/** '~170' and '~1.7k' are rounded. */
function isAbout(tokens: number, shown: string): boolean {
  if (shown.startsWith('<')) return tokens < 20
  const amount = Number.parseFloat(shown.replaceAll(/[~,]/g, ''))
  return shown.endsWith('k') ? Math.abs(tokens / 1000 - amount) <= 0.06 : Math.abs(tokens - amount) <= 10
}
