import assert from 'node:assert/strict'
import { rmSync, unlinkSync } from 'node:fs'
import { test } from 'node:test'
import { linkPlugin } from '../../server/plugins/links.ts'
import { whyFile } from '../../server/plugins/why.ts'
import { below, CACHE, CLONE, ID, json, type Lab, lab, SOURCE, VOICE } from '../support/lab.ts'

type Expected = { plugin?: string | null; component?: string; hops?: string; answer: RegExp; remedy: RegExp }

/** `hops` is written as the hops that are all right, and `!` before the others. */
const SITUATIONS: [situation: string, file: string, set: (place: Lab) => unknown, expected: Expected][] = [
  [
    'a source that is the same as the loaded copy',
    `${SOURCE}/commands/shout.md`,
    () => {},
    {
      plugin: ID,
      component: 'command',
      hops: 'source cache loaded',
      answer: /reads this very content/,
      remedy: /^(?!sync)/,
    },
  ],
  [
    'a source that drifts',
    `${SOURCE}/commands/shout.md`,
    ({ write }) => write({ [`${SOURCE}/commands/shout.md`]: 'New.\n' }),
    {
      plugin: ID,
      hops: 'source !cache loaded',
      answer: /^Not live: .* differs from the source/,
      remedy: /^sync, then /,
    },
  ],
  [
    'a file that only the source has',
    `${SOURCE}/commands/new.md`,
    ({ write }) => write({ [`${SOURCE}/commands/new.md`]: 'New.\n' }),
    { plugin: ID, hops: 'source !cache loaded', answer: /does not exist yet/, remedy: /^sync/ },
  ],
  [
    'a file that is gone from the source',
    `${SOURCE}/commands/shout.md`,
    ({ at }) => unlinkSync(at(`${SOURCE}/commands/shout.md`)),
    { plugin: ID, hops: '!source !cache loaded', answer: /^Not live/, remedy: /^sync/ },
  ],
  [
    'the loaded copy, unchanged',
    `${CACHE}/commands/shout.md`,
    () => {},
    {
      plugin: ID,
      hops: 'source cache loaded',
      answer: /^This is the loaded copy; the next sync or update/,
      remedy: /./,
    },
  ],
  [
    'the loaded copy, edited itself',
    `${CACHE}/commands/shout.md`,
    ({ write }) => write({ [`${CACHE}/commands/shout.md`]: 'In the cache.\n' }),
    { plugin: ID, hops: 'source !cache loaded', answer: /was edited itself/, remedy: /^(?!sync)/ },
  ],
  [
    'another cached version',
    'claude/plugins/cache/lab/voice/0.0.9/commands/shout.md',
    ({ write }) => write(below('claude/plugins/cache/lab/voice/0.0.9', VOICE)),
    {
      plugin: ID,
      hops: '!loaded',
      answer: /cached version 0\.0\.9 of voice@lab, and Claude Code reads .*0\.1\.0/,
      remedy: /^none$/,
    },
  ],
  [
    'a disabled plugin',
    `${SOURCE}/commands/shout.md`,
    ({ write }) => write({ 'claude/settings.json': json({ enabledPlugins: { [ID]: false } }) }),
    { plugin: ID, hops: 'source cache !loaded', answer: /is not enabled/, remedy: /./ },
  ],
  [
    'a plugin that no settings mention',
    `${SOURCE}/commands/shout.md`,
    ({ write }) => write({ 'claude/settings.json': '{}' }),
    { plugin: ID, hops: 'source cache !loaded', answer: /is not enabled/, remedy: /./ },
  ],
  [
    'a plugin read in place, from a directory',
    'market/plugins/song/skills/sing/SKILL.md',
    (place) => installInPlace(place),
    {
      plugin: 'song@market',
      component: 'skill',
      hops: 'source loaded',
      answer: /reads this very content/,
      remedy: /^(?!sync)/,
    },
  ],
  [
    'a plugin in the skills folder',
    'claude/skills/tool/skills/x/SKILL.md',
    ({ write }) =>
      write({
        'claude/skills/tool/.claude-plugin/plugin.json': json({ name: 'tool' }),
        'claude/skills/tool/skills/x/SKILL.md': 'x',
      }),
    { plugin: 'tool@skills-dir', component: 'skill', answer: /reads this very content/, remedy: /^(?!sync)/ },
  ],
  [
    'a plugin whose loaded folder is gone',
    `${SOURCE}/commands/shout.md`,
    ({ at }) => rmSync(at(CACHE), { recursive: true }),
    { plugin: ID, answer: /./, remedy: /./ },
  ],
  [
    'a CLAUDE.md in a plugin',
    `${SOURCE}/CLAUDE.md`,
    ({ write }) => write({ [`${SOURCE}/CLAUDE.md`]: 'Read me.' }),
    { plugin: ID, component: 'CLAUDE.md', answer: /never reads a CLAUDE\.md inside a plugin/, remedy: /./ },
  ],
  [
    'the CLAUDE.md of the project',
    'project/CLAUDE.md',
    ({ write }) => write({ 'project/CLAUDE.md': 'Read me.' }),
    { plugin: null, hops: 'loaded', answer: /of the project/, remedy: /./ },
  ],
  [
    'the CLAUDE.md of the user',
    'claude/CLAUDE.md',
    ({ write }) => write({ 'claude/CLAUDE.md': 'Read me.' }),
    { plugin: null, hops: 'loaded', answer: /of the user/, remedy: /./ },
  ],
  [
    "the user's settings",
    'claude/settings.json',
    () => {},
    { plugin: null, hops: 'loaded', answer: /of the user/, remedy: /./ },
  ],
  [
    'a file of the project that is not there',
    'project/.claude/settings.json',
    () => {},
    { plugin: null, hops: '!loaded', answer: /of the project/, remedy: /./ },
  ],
  [
    'a file in no plugin',
    'dev/notes.txt',
    ({ write }) => write({ 'dev/notes.txt': 'Notes.' }),
    { plugin: null, hops: '', answer: /belongs to no installed plugin/, remedy: /^none$/ },
  ],
  [
    'a file that is nowhere',
    'nowhere/at/all.md',
    () => {},
    { plugin: null, hops: '', answer: /belongs to no installed plugin/, remedy: /^none$/ },
  ],
  [
    'the clone of a plugin whose source is linked elsewhere',
    `${CLONE}/plugins/voice/commands/shout.md`,
    () => {},
    { plugin: null, hops: '', answer: /folder of the marketplace lab, but no installed plugin/, remedy: /^none$/ },
  ],
  [
    'a file that is left out of every sync',
    `${SOURCE}/node_modules/x.js`,
    ({ write }) => write({ [`${SOURCE}/node_modules/x.js`]: 'x' }),
    { plugin: ID, hops: '!loaded', answer: /is left out/, remedy: /^none$/ },
  ],
  [
    'a file that is in neither copy',
    `${SOURCE}/commands/never.md`,
    () => {},
    { plugin: ID, hops: '!loaded', answer: /is in neither copy of voice@lab/, remedy: /^none$/ },
  ],
  ['the folder of a plugin', SOURCE, () => {}, { answer: /./, remedy: /^none$/ }],
  ['a folder in a plugin', `${SOURCE}/commands`, () => {}, { plugin: ID, answer: /./, remedy: /^none$/ }],
]

for (const [situation, file, set, expected] of SITUATIONS)
  test(`why: ${situation}`, async () => {
    using place = lab()
    await linkPlugin(place.panel, ID, place.at(SOURCE))
    set(place)
    place.panel.survey.lookAgain()
    const why = await whyFile(place.panel, place.at(file))
    assert.match(why.answer, expected.answer)
    assert.match(why.remedy, expected.remedy)
    if (expected.plugin !== undefined) assert.equal(why.plugin, expected.plugin)
    if (expected.component !== undefined) assert.equal(why.component, expected.component)
    if (expected.hops !== undefined)
      assert.equal(why.hops.map(({ hop, ok }) => (ok ? hop : `!${hop}`)).join(' '), expected.hops)
  })

test('a relative path is below the folder the person stands in', async () => {
  using place = lab({ 'project/CLAUDE.md': 'Read me.' })
  assert.equal((await whyFile(place.panel, 'CLAUDE.md')).file, place.at('project/CLAUDE.md'))
})

/** A plugin of a directory marketplace, which the newest Claude Code reads where it lies. */
function installInPlace({ at, write, read }: Lab) {
  const folder = 'market'
  const installed = JSON.parse(read('claude/plugins/installed_plugins.json'))
  const known = JSON.parse(read('claude/plugins/known_marketplaces.json'))
  const files = {
    '.claude-plugin/plugin.json': json({ name: 'song', version: '1.0.0' }),
    'skills/sing/SKILL.md': '---\nname: sing\ndescription: Sings.\n---\n\nSing.\n',
  }
  const installPath = at('claude/plugins/cache/market/song/1.0.0')
  installed.plugins['song@market'] = [{ scope: 'user', installPath, version: '1.0.0' }]
  known.market = { source: { source: 'directory', path: at(folder) }, installLocation: at(folder) }
  write({
    ...below(`${folder}/plugins/song`, files),
    ...below('claude/plugins/cache/market/song/1.0.0', files),
    [`${folder}/.claude-plugin/marketplace.json`]: json({
      name: 'market',
      owner: { name: 'Ada' },
      plugins: [{ name: 'song', source: './plugins/song' }],
    }),
    'claude/plugins/installed_plugins.json': json(installed),
    'claude/plugins/known_marketplaces.json': json(known),
    'claude/settings.json': json({ enabledPlugins: { [ID]: true, 'song@market': true } }),
  })
}
