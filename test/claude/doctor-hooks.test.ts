import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { readConfig } from '../../server/config.ts'
import { examinePlace, examineTogether } from '../../server/doctor/examine.ts'
import type { Around } from '../../server/doctor/types.ts'
import { gitMarketplace, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { startModel, textIn } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { isolate } from './drive/isolated.ts'
import { MATCHERS, type Mistake, mistakes, prompt, ROOT, run, SKILLS, says, skill, whole } from './hook-mistakes.ts'

/**
 * What the checks of hooks say happens, seen in the real program: plugins with one mistake each, all in one session.
 * Whatever runs prints a word, and what it prints after a prompt reaches the model.
 */

const model = await startModel()
const isolated = isolate({ modelUrl: model.url })
const posted: string[] = []
const server = createServer((request, response) => {
  posted.push(request.url ?? '')
  response.end('{}')
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(async () => {
  server.close()
  await model[Symbol.asyncDispose]()
  isolated[Symbol.dispose]()
})
const MISTAKES = mistakes(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)

function folderOf(name: string, { hooks, files = {}, manifest = {} }: Pick<Mistake, 'hooks' | 'files' | 'manifest'>) {
  const folder = join(isolated.root, 'plugins', name)
  writePlugin(folder, {
    '.claude-plugin/plugin.json': JSON.stringify({
      name: plain(name),
      version: '0.1.0',
      description: 'x',
      ...manifest,
    }),
    'hooks/hooks.json': typeof hooks === 'string' ? hooks : whole(hooks),
    'skills/sing/SKILL.md': `---\nname: sing\ndescription: Sings as ${plain(name)} does.\n---\n\nLa.\n`,
    ...files,
  })
  if (files['plain.sh']) chmodSync(join(folder, 'plain.sh'), 0o755)
  return folder
}

const plain = (name: string) => name.replace(' ', '-')
const heardIn = (text: string) => [...text.matchAll(/heard-(.*)$/gm)].map(([, word = '']) => word)

/** The checks of hooks that find something in a plugin. */
async function found(folder: string): Promise<readonly string[]> {
  const config = readConfig({ env: isolated.env, cwd: isolated.project, platform: process.platform })
  const around: Around = { config, version: '2.1.329', claude: null, plugins: [], marketplaces: [], sessions: [] }
  const place = { kind: 'plugin', id: 'x@lab', name: 'x', root: folder, loaded: null, enabled: true } as const
  const examined = await examinePlace({ ...place, plugin: null, marketplace: null }, around)
  const findings = [...examined.findings, ...(await examineTogether([examined], around))]
  return [...new Set(findings.map(({ check }) => check))].filter((check) => check.startsWith('hook-'))
}

suite('one session with all of them', () => {
  const ran = join(isolated.root, 'ran')
  const project = isolated.project
  let first = ''
  let all = ''
  let log = ''
  const folders = new Map(Object.entries(MISTAKES).map(([name, mistake]) => [name, folderOf(name, mistake)]))

  before(async () => {
    writeFileSync(ran, '')
    mkdirSync(join(project, 'sub'))
    const own = [run(`echo heard-settings-own ${ROOT}`), says('settings')]
    writeFileSync(join(isolated.configDir, 'settings.json'), whole(prompt(...own, says('shared'))))
    mkdirSync(join(project, '.claude'))
    writeFileSync(join(project, '.claude', 'settings.json'), whole(prompt(says('shared'))))

    for (const [name, hooks] of Object.entries(SKILLS))
      writePlugin(join(isolated.configDir, 'skills', name), { 'SKILL.md': skill(name, hooks) })
    const edited = folderOf('edited', {
      hooks: prompt(run(`"${ROOT}/say.sh"`)),
      files: { 'say.sh': '#!/bin/sh\necho heard-old-script\n' },
    })
    const given = [...folders.values(), edited, folderOf('tools', { hooks: onTools() })]
    await using session = openSession(isolated, model, {
      args: ['--debug', '--allowedTools', 'Write,Bash', ...given.flatMap((folder) => ['--plugin-dir', folder])],
    })
    model.answerNext({ tool: 'Write', input: { file_path: join(project, 'new.txt'), content: 'x' } })
    model.answerNext({ tool: 'Bash', input: { command: 'cd sub' } })
    const turn = await session.say('hello')
    first = textIn(turn.requests.find(({ asker }) => asker === 'main')?.body)
    all = turn.received

    writeFileSync(join(edited, 'say.sh'), '#!/bin/sh\necho heard-new-script\n')
    writeFileSync(join(edited, 'hooks', 'hooks.json'), whole(prompt(run(`"${ROOT}/say.sh"`), says('new-config'))))
    all += `\nSECOND\n${(await session.say('hello again')).received}`
    await session.say('/reload-plugins')
    all += `\nTHIRD\n${(await session.say('once more')).received}`
    for (const name of Object.keys(SKILLS)) await session.say(`/${name}`)
    all += `\nFOURTH\n${(await session.say('with skills')).received}`
    await session.say('/compact')
    await session.close()
    const debug = join(isolated.configDir, 'debug')
    log = readdirSync(debug)
      .map((name) => readFileSync(join(debug, name), 'utf8'))
      .join('\n')
  })

  for (const [name, mistake] of Object.entries(MISTAKES))
    test(name, async () => {
      for (const word of mistake.heard) assert.ok(heardIn(first).includes(word), `${word} was not heard`)
      assert.equal(first.includes(`Sings as ${plain(name)} does.`), mistake.loaded ?? true)
      if (mistake.logged) assert.match(log, mistake.logged)
      assert.deepEqual(await found(folders.get(name) ?? ''), mistake.found)
    })

  test('nothing that a check calls broken is heard, and nothing twice', () => {
    const expected = Object.values(MISTAKES).flatMap(({ heard }) => heard)
    const beside = ['settings', 'shared', `in ${project}`, 'old-script']
    assert.deepEqual(heardIn(first).toSorted(), [...expected, ...beside].toSorted())
  })

  test('hooks of types that their event does not carry out send nothing', () => {
    assert.deepEqual(new Set(posted), new Set(['/compact']))
    assert.ok(!JSON.stringify(model.requests).includes('PROMPTED'))
  })

  test('what matchers match', () => {
    const matched = readFileSync(ran, 'utf8').trim().split('\n').map(Number)
    const known = [...MATCHERS.matches, ...MATCHERS.never]
    assert.deepEqual(new Set(matched.map((index) => known[index])), new Set(MATCHERS.matches))
  })

  test('a hook of settings that names a plugin’s folder is refused', () =>
    assert.match(log, /references \$\{CLAUDE_PLUGIN_ROOT\} but the hook is not associated with a plugin/))

  test('hooks run in the folder that the session is in, and follow it', () => {
    assert.ok(heardIn(all).includes(`in ${join(project, 'sub')}`))
  })

  test('in a skill, a broken guard takes its other hooks with it, and the root is the skill’s folder', () => {
    const heard = heardIn(all.split('\nFOURTH\n')[1] ?? '')
    assert.ok(heard.includes('skill-event'))
    assert.ok(heard.includes(`skill-root ${join(isolated.configDir, 'skills', 'skill-root')}`))
    assert.ok(!heard.includes('skill-guard'))
  })

  test('an edited script is in effect at once, an edited file of hooks after /reload-plugins', () => {
    const [, second = '', third = ''] = all.split(/\n(?:SECOND|THIRD|FOURTH)\n/)
    assert.ok(heardIn(second).includes('new-script'))
    assert.ok(!heardIn(second).includes('new-config'))
    assert.ok(heardIn(third).includes('new-config'))
  })
})

/** The tools of a matcher's hooks: which of them ran is written down by number. */
const onTools = () => ({
  PreToolUse: [...MATCHERS.matches, ...MATCHERS.never].map((matcher, index) => ({
    matcher,
    hooks: [run(`echo ${index} >> '${join(isolated.root, 'ran')}'`)],
  })),
  ...prompt(run('echo "heard-in $(pwd)"')),
})

test('a syntax error in a shell’s script blocks: the shell ends with 2', async () => {
  const folder = folderOf('broken', {
    hooks: prompt(run(`"${ROOT}/say.sh"`)),
    files: { 'say.sh': '#!/bin/sh\nif true; then\n' },
  })
  assert.deepEqual(await found(folder), ['hook-script-syntax'])
  const before = model.requests.length
  const said = await isolated.claude('-p', 'hello', '--plugin-dir', folder, '--setting-sources', '')
  assert.match(said, /^UserPromptSubmit operation blocked by hook/)
  assert.equal(model.requests.length, before)
})

test('a broken guard in settings takes the whole file with it', async () => {
  const guard = { PreToolUse: [{ hooks: [{ type: 'shell' }] }], ...prompt(says('guarded')) }
  const settings = join(isolated.configDir, 'settings.json')
  writeFileSync(settings, whole(guard))
  await isolated.claude('-p', 'hello')
  assert.ok(!heardIn(model.textReceived()).includes('guarded'))
  writeFileSync(settings, `\uFEFF${whole(prompt(says('guarded')))}`)
  await isolated.claude('-p', 'hello')
  assert.ok(heardIn(model.textReceived()).includes('guarded'))
})

test('what lies beside a plugin is not there once it is installed as a copy', async () => {
  const hooks = whole(prompt(run(`sh "${ROOT}/../beside.sh"`), says('copied')))
  await gitMarketplace(isolated, 'gitlab', {
    lone: {
      '.claude-plugin/plugin.json': '{"name":"lone","version":"0.1.0"}',
      'hooks/hooks.json': hooks,
      '../beside.sh': 'echo heard-beside\n',
    },
  })
  await isolated.claude('-p', 'hello')
  assert.ok(heardIn(model.textReceived()).includes('copied'))
  assert.ok(!heardIn(model.textReceived()).includes('beside'))
  const source = join(isolated.root, 'checkouts', 'gitlab', 'plugins', 'lone')
  assert.deepEqual(await found(source), ['hook-path-outside'])
})
