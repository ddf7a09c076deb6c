import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { readConfig } from '../../server/config.ts'
import { definitionSubjects } from '../../server/doctor/definitions/subjects.ts'
import type { Definition } from '../../server/doctor/definitions/types.ts'
import { withoutServers } from '../../server/doctor/definitions/without-servers.ts'
import type { Around, Place } from '../../server/doctor/types.ts'
import { openPanel } from '../../server/panel.ts'
import { startTrial } from '../../server/plugins/doctor/trial.ts'
import { runTrial } from '../../server/plugins/doctor/trial-run.ts'
import { setStage } from '../../server/plugins/doctor/trial-stage.ts'
import { hashOf, textToTry } from '../../server/plugins/doctor/trial-text.ts'
import type { Outcome, TakenText } from '../../server/plugins/doctor/trial-types.ts'
import { writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { startModel } from '../../server/probe/drive/model.ts'
import { ownPrefix } from '../../server/probe/leftovers.ts'
import { manifest, pretty } from '../doctor/server-files.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { until } from '../support/until.ts'
import { isolate, packagedClaude } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

/** What Claude Code writes where a command is not run. */
const OFF = '[shell command execution disabled by policy]'

const skill = (fields: object, body: string) =>
  `---\n${Object.entries({ description: 'For a trial.', ...fields })
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join('\n')}\n---\n${body}\n`

suite('what Claude is given when something is tried', { concurrency: 2 }, () => {
  let folder: ReturnType<typeof temporaryFolder>
  let definitions: readonly Definition[]
  const at = (path: string) => join(folder.path, path)
  /** Made by whatever should not have been started. */
  const started = () => ['hook', 'server', 'command'].filter((name) => existsSync(at(`started-${name}`)))

  before(async () => {
    folder = temporaryFolder()
    for (const name of ['plugin', 'config', 'project', 'home']) mkdirSync(at(name))
    const touch = (name: string) => ({ command: 'touch', args: [at(`started-${name}`)] })
    writePlugin(at('plugin'), {
      ...voicePlugin(),
      ...manifest({ name: 'voice', mcpServers: { touch: touch('server') } }),
      'hooks/hooks.json': pretty({
        hooks: { UserPromptSubmit: [{ hooks: [{ type: 'command', command: `touch ${at('started-hook')}` }] }] },
      }),
      'skills/tell/SKILL.md': skill(
        { hooks: { Stop: [{ hooks: [{ type: 'command', command: `touch ${at('started-hook')}` }] }] } },
        `Tell $1 of $ARGUMENTS from \${CLAUDE_PLUGIN_ROOT}, as @notes.txt says.\nNow: !\`touch ${at('started-command')}\`.`,
      ),
      'skills/quiet/SKILL.md': skill({ 'user-invocable': false }, 'Only Claude says $ARGUMENTS.'),
      'skills/nobody/SKILL.md': skill({ 'user-invocable': false, 'disable-model-invocation': true }, 'Nobody.'),
      'skills/apart/SKILL.md': skill({ context: 'fork' }, 'Think about $ARGUMENTS.'),
      'skills/now/SKILL.md': skill({}, `It is !\`sh \${CLAUDE_PLUGIN_ROOT}/skills/now/scripts/tell.sh\`.`),
      'skills/endless/SKILL.md': skill({}, `Wait: !\`sleep ${ENDLESS}\`.`),
      'skills/now/scripts/tell.sh': 'echo noon by the script\n',
      'output-styles/spoken.md': skill({}, 'Write for the ear.'),
    })
    writePlugin(at('config'), {
      'agents/critic.md': skill(
        { name: 'critic', mcpServers: [{ x: touch('server') }] },
        `Criticise \${CLAUDE_PLUGIN_ROOT}.`,
      ),
      'skills/deep/er/SKILL.md': skill({}, 'Too deep.'),
      'commands/greet.md': skill(
        { 'allowed-tools': 'Bash(touch:*)' },
        `Greet as @notes.txt says. !\`touch ${at('started-command')}\``,
      ),
    })
    writePlugin(at('project'), {
      'notes.txt': 'the notes of the project\n',
      '.claude/skills/here/SKILL.md': skill({}, `Here is \${CLAUDE_SKILL_DIR}.`),
    })
    definitions = await definitionsIn(folder.path)
  })

  after(() => folder[Symbol.dispose]())

  async function tryIt(name: string, given = '', { run = false, program = packagedClaude() } = {}): Promise<Outcome> {
    const definition = definitions.find((one) => one.name === name)
    assert.ok(definition, name)
    await using model = await startModel()
    using isolated = isolate({ modelUrl: model.url, program })
    const text = withoutServers(textToTry(definition), definition.kind)
    const places = { home: at('home'), configDir: at('config'), project: at('project') }
    const stage = setStage(isolated, { definition, text, run, ...places })
    const { signal } = new AbortController()
    const outcome = await runTrial({ isolated, model, stage, definition, given, signal })
    if (outcome.state === 'refused') return outcome
    return {
      ...outcome,
      text: stage.asAtHome(outcome.text),
      attached: outcome.attached.map((one) => ({ ...one, file: stage.asAtHome(one.file) })),
    }
  }

  const taken = async (...asked: Parameters<typeof tryIt>): Promise<TakenText> => {
    const outcome = await tryIt(...asked)
    assert.equal(outcome.state, 'taken', JSON.stringify(outcome))
    return outcome as TakenText
  }

  for (const program of ['@anthropic-ai/claude-code', 'claude-code-2.1.100'])
    test(`a skill of a plugin, of which nothing is started: ${program}`, async () => {
      const found = await taken('voice:tell', 'one two', { program: packagedClaude(program) })
      const root = at('plugin')
      assert.equal(
        found.text,
        `Base directory for this skill: ${root}/skills/tell\n\nTell two of one two from ${root}, as @notes.txt says.\nNow: ${OFF}.\n`,
      )
      assert.equal(found.way, 'typed')
      assert.match(found.announced ?? '', /<command-name>\/voice:tell<\/command-name>\s+<command-args>one two/)
      assert.deepEqual(
        found.attached.map(({ file }) => file),
        [at('project/notes.txt')],
      )
      assert.match(found.attached[0]?.text ?? '', /the notes of the project/)
      assert.deepEqual(started(), [])
    })

  test('one that people may not type is called by Claude', async () => {
    const found = await taken('voice:quiet', 'this')
    assert.equal(found.way, 'called by Claude')
    assert.equal(found.text, `Base directory for this skill: ${at('plugin')}/skills/quiet\n\nOnly Claude says this.\n`)
  })

  test('one that nobody may invoke is refused, in the words of the tool', async () => {
    const outcome = await tryIt('voice:nobody')
    assert.match(JSON.stringify(outcome), /"refused".*cannot be used with Skill tool due to disable-model-invocation/)
  })

  test('one that is a conversation of its own', async () => {
    const found = await taken('voice:apart', 'tea')
    assert.ok(found.apart)
    assert.equal(found.text, `Base directory for this skill: ${at('plugin')}/skills/apart\n\nThink about tea.\n`)
  })

  test('commands run when that is wanted, with the scripts beside them', async () => {
    const found = await taken('voice:now', '', { run: true })
    assert.match(found.text, /\nIt is noon by the script\.\n$/)
  })

  for (const program of ['@anthropic-ai/claude-code', 'claude-code-2.1.100'])
    test(`an agent of the user, without its servers: ${program}`, async () => {
      const found = await taken('critic', '', { program: packagedClaude(program) })
      assert.equal(found.text, `Criticise \${CLAUDE_PLUGIN_ROOT}.`)
      assert.ok(found.added > 100, `${found.added}`)
      assert.deepEqual(started(), [])
    })

  test('an output style', async () => {
    const found = await taken('voice:spoken')
    assert.equal(found.text, '# Output Style: voice:spoken\nWrite for the ear.')
  })

  test('a command of the user, a skill of the project', async () => {
    assert.equal((await taken('greet', 'Ada')).text, `Greet as @notes.txt says. ${OFF}\n\n\nARGUMENTS: Ada`)
    const here = at('project/.claude/skills/here')
    assert.equal((await taken('here')).text, `Base directory for this skill: ${here}\n\nHere is ${here}.\n`)
  })

  test('it is tried once at a time, as it was shown, and can be cancelled', async () => {
    const env = { HOME: at('home'), CLAUDE_CONFIG_DIR: at('config'), HOTPLUG_HOME: at('state'), PATH: process.env.PATH }
    const config = readConfig({ env, cwd: at('project'), platform: process.platform, node: process.execPath })
    const panel = openPanel({ ...config, claudePath: packagedClaude() }, async () => {})
    try {
      await panel.survey.ask()
      const [definition, other] = ['voice:endless', 'greet'].map((name) => definitions.find((one) => one.name === name))
      assert.ok(definition && other)
      const asked = { definition, hash: hashOf(textToTry(definition)), given: 'x', run: false }
      const outcome = () => panel.trials.of(definition.id)?.outcome ?? { state: 'none' }
      await assert.rejects(startTrial(panel, { ...asked, hash: 'older' }), /The file changed since it was shown\./)
      await assert.rejects(startTrial(panel, { ...asked, given: 'x'.repeat(2001) }), /More than 2000 characters/)
      await startTrial(panel, asked)
      await assert.rejects(startTrial(panel, { ...asked, definition: other }), /Something is being tried already\./)
      await until(() => outcome().state === 'taken')

      await startTrial(panel, { ...asked, run: true })
      await until(isEndless)
      const [activity] = panel.activities.list()
      assert.equal(activity?.title, 'Trying voice:endless')
      assert.ok(panel.activities.cancel(activity.id))
      await until(() => outcome().state === 'failed')
      assert.deepEqual(outcome(), { state: 'failed', sentence: 'It was cancelled.' })
      await panel.probing.close()
      await until(() => !isEndless())
      assert.deepEqual(
        readdirSync(tmpdir()).filter((name) => name.startsWith(ownPrefix())),
        [],
      )
    } finally {
      panel.close()
    }
  })

  test('one that Claude Code does not find is refused in its own words', async () => {
    const outcome = await tryIt('er')
    assert.equal(outcome.state, 'refused')
    assert.match(outcome.state === 'refused' ? (outcome.said ?? '') : '', /no command with that name is available/)
  })
})

/** So long that no other process on this machine sleeps like it. */
const ENDLESS = 40_000_000 + process.pid

const isEndless = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => commandOf(pid) === `sleep\0${ENDLESS}\0`)

function commandOf(pid: string) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

async function definitionsIn(root: string): Promise<readonly Definition[]> {
  const env = { HOME: join(root, 'home'), CLAUDE_CONFIG_DIR: join(root, 'config'), PATH: process.env.PATH }
  const config = readConfig({ env, cwd: join(root, 'project'), platform: process.platform })
  const around: Around = { config, version: '2.1.329', claude: null, plugins: [], marketplaces: [], sessions: [] }
  const plugin: Place = {
    ...{ kind: 'plugin', id: 'voice@lab', name: 'voice', root: join(root, 'plugin'), enabled: true },
    ...{ loaded: null, plugin: null, marketplace: null },
  }
  const places: Place[] = [plugin, { kind: 'user', root: config.configDir }, { kind: 'project', root: config.project }]
  const subjects = await Promise.all(places.map((place) => definitionSubjects(place, around)))
  return subjects.flat().flatMap((subject) => (subject.of === 'definition' ? [subject.value.definition] : []))
}
