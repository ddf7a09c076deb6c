import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { detectIntent } from '../../server/autoload/intent.ts'
import { openLexicon } from '../../server/autoload/lexicon.ts'
import { makeLexicon } from '../../server/autoload/make-lexicon.ts'
import { readGroups } from '../../server/autoload/read-groups.ts'
import { factsIn } from '../../server/loading/circumstances.ts'
import { openFacts } from '../../server/loading/hook/facts.ts'
import { vocabularyIn } from '../../server/loading/hook/vocabulary.ts'
import { generate, outdatedSince } from '../../server/loading/hooks/generate.ts'
import { vocabularyFiles } from '../../server/loading/hooks/vocabulary-files.ts'
import { writeGenerated } from '../../server/loading/hooks/written.ts'
import { generatedHook } from '../support/hook.ts'
import { json, lab } from '../support/lab.ts'

test('the hook is one file of our own code: no package is in it', async () => {
  using hook = await generatedHook()
  const { inputs } = JSON.parse(readFileSync(hook.at('state/claude-plugin/hotplug/generated.json'), 'utf8'))
  assert.ok(inputs.length > 20)
  assert.deepEqual(
    inputs.filter((input: string) => !input.startsWith('server/')),
    [],
  )
  const code = readFileSync(hook.at('state/claude-plugin/hotplug/hook.cjs'), 'utf8')
  for (const [, name = ''] of code.matchAll(/\brequire\("([^"]+)"\)/g)) assert.match(name, /^node:/)
})

test('generated again it is the same; from other places or another version it says what is outdated', async () => {
  using hook = await generatedHook()
  assert.deepEqual(outdatedSince(hook.config), [])
  const again = await generate(hook.config)
  for (const [path, text] of again)
    assert.equal(readFileSync(hook.at(`state/claude-plugin/${path}`), 'utf8'), text, path)
  assert.match(
    outdatedSince({ ...hook.config, node: '/other/node' }).join(),
    /made for the Node at .*, now it is \/other\/node/,
  )
  const stamp = again.get('hotplug/generated.json') ?? ''
  writeGenerated(
    hook.at('state/claude-plugin'),
    new Map([['hotplug/generated.json', stamp.replace(/"sources": "\w{4}/, '"sources": "0000')]]),
  )
  assert.deepEqual(outdatedSince(hook.config), ['Hotplug itself has changed since.'])
})

test('the compiled vocabulary answers as the table does, also after the user changed it', async () => {
  using hook = await generatedHook()
  hook.write({ 'state/groups.yaml': 'release:\n  prompt:\n    strong: [zeppelin]\n' })
  assert.ok(vocabularyIn(hook.installation.folder, hook.config.stateDir).prompt())
  writeGenerated(hook.installation.folder, new Map(vocabularyFiles(hook.config.stateDir)))
  const compiled = vocabularyIn(hook.installation.folder, hook.config.stateDir)
  const read = openLexicon(compiled.prompt())
  const { groups } = readGroups(hook.config.stateDir)
  const made = makeLexicon(groups)
  for (const prompt of [
    'release newest patch npm of my-lib',
    'launch the zeppelin',
    "don't touch the frontend, deploy to kuberntes",
    'constructor __proto__ toString hasOwnProperty',
    'écris des tests, 部署前端, задеплой на прод',
  ])
    assert.deepEqual(detectIntent(prompt, read), detectIntent(prompt, made), prompt)
  assert.deepEqual(
    compiled.project().map(({ name, project }) => ({ name, project })),
    groups.map(({ name, project }) => ({ name, project })),
  )
  assert.equal(compiled.isStale(), false)
  hook.write({ 'state/groups.yaml': '' })
  assert.equal(compiled.isStale(), true)
})

test('the few lines that a hook reads Claude Code with say what the inventory says', () => {
  using all = lab()
  const record = (more: object) => ({
    scope: 'user',
    installPath: all.at('claude/plugins/cache/lab/voice/0.1.0'),
    version: '1',
    ...more,
  })
  const market = (names: string[]) =>
    json({ name: 'x', owner: { name: 'A' }, plugins: names.map((name) => ({ name, source: `./${name}` })) })
  all.write({
    'claude/plugins/installed_plugins.json': json({
      version: 2,
      plugins: {
        'voice@lab': [record({})],
        'here@lab': [record({ scope: 'project', projectPath: all.at('project') })],
        'there@lab': [record({ scope: 'local', projectPath: all.at('elsewhere') })],
        'off@lab': [record({})],
        'gone@lab': [record({ installPath: all.at('nowhere') })],
        'local@lab': [record({})],
      },
    }),
    'claude/plugins/known_marketplaces.json': json({
      lab: {
        source: { source: 'github', repo: 'acme/lab' },
        installLocation: all.at('claude/plugins/marketplaces/lab'),
      },
      lost: { source: { source: 'directory', path: all.at('lost') }, installLocation: all.at('lost') },
    }),
    'claude/plugins/marketplaces/lab/.claude-plugin/marketplace.json': market(['voice', 'new', 'here', 'there', 'off']),
    'declared/.claude-plugin/marketplace.json': market(['one']),
    'claude/settings.json': json({
      enabledPlugins: { 'voice@lab': true, 'here@lab': true, 'off@lab': true, 'local@lab': false },
      extraKnownMarketplaces: { declared: { source: { source: 'directory', path: all.at('declared') } } },
    }),
    'project/.claude/settings.json': json({ enabledPlugins: { 'off@lab': false } }),
    'project/.claude/settings.local.json': json({ enabledPlugins: { 'local@lab': true } }),
    'managed.json': json({ enabledPlugins: { 'new@lab': true } }),
  })
  all.panel.survey.lookAgain()
  const { config, survey } = all.panel
  const full = factsIn(survey.inventory(), config.project)
  const light = openFacts({ ...config, project: config.project })
  for (const id of [
    'voice@lab',
    'here@lab',
    'there@lab',
    'off@lab',
    'local@lab',
    'new@lab',
    'one@declared',
    'x@lost',
    'none@none',
    '--x@lab',
    'constructor@lab',
  ]) {
    const { exists, installed, enabled, disabled } = light(id)
    const facts = full(id)
    assert.deepEqual(
      { exists, installed, active: installed && enabled },
      { exists: facts.exists, installed: facts.installed, active: facts.installed && facts.enabled },
      id,
    )
    if (installed) assert.equal(disabled, facts.disabled, id)
  }
})
