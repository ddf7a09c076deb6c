import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Why } from '../../../server/plugins/why/types.ts'
import { whyFile } from '../../../server/plugins/why/why.ts'
import { CACHE, CHECKOUT, CLONE, ID, SOURCE } from '../../support/lab.ts'
import { OLD, OLDER, SONG, type Town, town } from './town.ts'

/** `hops`: their names, with `!` before those that are broken and `?` before those that nobody can know of. */
type Expected = Partial<{
  plugin: string | null
  component: string
  hops: string
  remedy: RegExp
  ground: RegExp
  notes: RegExp
  suggestions: RegExp
}> & { answer: RegExp }

const LIVE = 'edited source cache loaded session'

const SITUATIONS: readonly [situation: string, file: string, expected: Expected][] = [
  [
    'a source that is the same as the loaded copy',
    `${SOURCE}/commands/shout.md`,
    {
      plugin: ID,
      component: 'command',
      hops: LIVE,
      answer: /reads this very content; the next session/,
      remedy: /^(?!sync)/,
    },
  ],
  [
    'a source that drifts, of which another plugin has the same agent',
    `${SOURCE}/agents/critic.md`,
    {
      plugin: ID,
      hops: 'edited source !cache !loaded session',
      answer: /^Not live: .* differs from the source/,
      remedy: /^disable voice@market, then sync, then \/reload-plugins/,
    },
  ],
  [
    'a file that only the source has',
    `${SOURCE}/commands/new.md`,
    { plugin: ID, hops: 'edited source !cache loaded session', answer: /does not exist yet/, remedy: /^sync, then / },
  ],
  [
    'the loaded copy, unchanged',
    `${CACHE}/commands/shout.md`,
    { plugin: ID, hops: LIVE, answer: /^This is the loaded copy; the next sync or update replaces it/ },
  ],
  [
    'the loaded copy, edited itself',
    `${CACHE}/hooks/remind.mjs`,
    {
      plugin: ID,
      hops: LIVE,
      answer: /was edited itself; the next sync or update replaces it.* reads this very content/,
      remedy: /^(?!sync)/,
    },
  ],
  [
    'the source of a file whose loaded copy was edited itself',
    `${SOURCE}/hooks/remind.mjs`,
    {
      plugin: ID,
      hops: 'edited source !cache loaded session',
      answer: /was edited itself and differs/,
      remedy: /^sync/,
    },
  ],
  [
    'another cached version',
    `${OLD}/commands/shout.md`,
    {
      plugin: ID,
      hops: '!loaded',
      answer: /cached version 0\.0\.9 of voice@lab; Claude Code reads .*0\.1\.0/,
      remedy: /^none$/,
    },
  ],
  [
    'an orphaned version',
    `${OLDER}/commands/shout.md`,
    { plugin: ID, hops: '!loaded', answer: /version 0\.0\.8 .*which is orphaned: no installation uses it/ },
  ],
  [
    'the mark of an orphaned version',
    `${OLDER}/.orphaned_at`,
    { plugin: null, hops: '', answer: /own bookkeeping: the mark of a version/ },
  ],
  [
    'a version of a plugin that is not installed any more',
    'claude/plugins/cache/lab/whistle/1.0.0/commands/blow.md',
    {
      plugin: null,
      hops: '!loaded',
      answer: /version 1\.0\.0 of whistle@lab in the cache, a plugin that is not installed/,
    },
  ],
  [
    'a temporary clone in the cache',
    'claude/plugins/cache/temp_git_1700000000000_abcdef/x.md',
    { plugin: null, answer: /temporary clone .*never loaded/ },
  ],
  [
    'a plugin that the user settings disable',
    'market/plugins/drum/commands/hum.md',
    {
      plugin: 'drum@market',
      hops: 'edited source !loaded session',
      answer: /disabled by the user settings, .*claude\/settings\.json/,
      remedy: /^enable it, then \/reload-plugins/,
    },
  ],
  [
    'a plugin that the project settings disable although the user enables it',
    'market/plugins/tuba/commands/hum.md',
    {
      hops: 'edited source !loaded session',
      answer: /disabled by the project settings, .*project\/\.claude\/settings\.json/,
      remedy: /^enable it/,
    },
  ],
  [
    'a plugin that no settings mention',
    'market/plugins/flute/commands/hum.md',
    { hops: 'edited source !loaded session', answer: /is disabled: no settings enable it/ },
  ],
  [
    'a plugin that is installed for another project',
    'market/plugins/harp/commands/hum.md',
    {
      hops: 'edited source !loaded session',
      answer: /installed only for .*elsewhere; .*project is elsewhere/,
      remedy: /^install it for every project/,
    },
  ],
  [
    'a plugin of a marketplace, offered and not installed',
    'market/plugins/organ/commands/hum.md',
    {
      plugin: 'organ@market',
      hops: '!loaded',
      answer: /organ@market, which is offered there and not installed/,
      remedy: /^install it$/,
    },
  ],
  [
    'a plugin read in place, from a directory, by a version that nobody knows',
    `${SONG}/skills/sing/SKILL.md`,
    {
      plugin: 'song@market',
      component: 'skill',
      hops: 'edited source ?loaded session',
      answer: /reads this very content/,
      remedy: /^\/reload-skills$/,
    },
  ],
  [
    'a plugin of another marketplace with the same name: its command stands second',
    'market/plugins/voice/commands/shout.md',
    {
      plugin: 'voice@market',
      hops: 'edited source !loaded session',
      answer: /voice@lab has the same name.* taken from voice@lab, which stands first/,
      ground: /Measured with 2\.1\.329/,
      remedy: /^disable voice@lab/,
    },
  ],
  [
    'the same: its agent stands last, and counts',
    'market/plugins/voice/agents/critic.md',
    {
      plugin: 'voice@market',
      hops: 'edited source ?loaded session',
      answer: /reads this very content/,
      notes: /taken from voice@market, which stands last/,
    },
  ],
  [
    'the same: its hooks do not run',
    'market/plugins/voice/hooks/hooks.json',
    {
      hops: 'edited source !loaded session',
      answer: /taken from voice@lab, which is the first in enabledPlugins that has hooks/,
    },
  ],
  [
    'the same: a file that is no part of anything',
    'market/plugins/voice/extra.md',
    { component: 'other', hops: 'edited source ?loaded session', answer: /reads this very content/, notes: /^$/ },
  ],
  [
    'a plugin in the skills folder',
    'claude/skills/tool/skills/sing/SKILL.md',
    {
      plugin: 'tool@skills-dir',
      component: 'skill',
      hops: 'edited source loaded session',
      answer: /reads this very content/,
    },
  ],
  [
    'a plugin in the skills folder with the name of an installed one',
    'claude/skills/song/commands/hum.md',
    {
      plugin: 'song@skills-dir',
      hops: 'edited source !loaded session',
      answer: /does not load this copy: the installed plugin song@market has the same name/,
      ground: /takes precedence over one in a skills folder/,
    },
  ],
  [
    'a plugin in the skills folder of a project that is not trusted',
    'project/.claude/skills/kit/commands/hum.md',
    { plugin: null, hops: '!loaded', answer: /only where the project is trusted/ },
  ],
  [
    'a CLAUDE.md in a plugin',
    `${SOURCE}/CLAUDE.md`,
    {
      plugin: ID,
      component: 'CLAUDE.md',
      hops: 'edited source !loaded',
      answer: /never reads a CLAUDE\.md inside a plugin/,
      remedy: /^none$/,
    },
  ],
  [
    'a CLAUDE.md in a plugin that is read in place',
    `${SONG}/CLAUDE.md`,
    { component: 'CLAUDE.md', hops: 'edited source !loaded', answer: /never reads a CLAUDE\.md inside a plugin/ },
  ],
  [
    'the CLAUDE.md of the project',
    'project/CLAUDE.md',
    { plugin: null, component: 'CLAUDE.md', hops: 'edited loaded session', answer: /^A CLAUDE\.md of the project/ },
  ],
  [
    'a file that it imports',
    'project/notes/style.md',
    { component: 'CLAUDE.md', hops: 'edited loaded session', answer: /imports, of the project/ },
  ],
  [
    'the CLAUDE.md of the user',
    'claude/CLAUDE.md',
    { component: 'CLAUDE.md', hops: 'edited loaded session', answer: /of the user/ },
  ],
  [
    'the CLAUDE.md of another project',
    'elsewhere/CLAUDE.md',
    { component: 'CLAUDE.md', hops: 'edited loaded session', answer: /of the project .*elsewhere/ },
  ],
  [
    'a rule of the project',
    'project/.claude/rules/style.md',
    { component: 'rules', answer: /^A rules file of the project/ },
  ],
  [
    'the MCP servers of the project',
    'project/.mcp.json',
    { component: 'MCP config', answer: /of the project/, remedy: /^\/reload-plugins$/ },
  ],
  [
    'the program of one of them',
    'project/servers/x.mjs',
    { component: 'MCP server code', answer: /^Code of an MCP server of the project/, remedy: /^new session$/ },
  ],
  [
    'a skill of the project',
    'project/.claude/skills/greet/SKILL.md',
    { component: 'skill', answer: /of the project.* watched/, remedy: /^wait$/ },
  ],
  ['a command of the project', 'project/.claude/commands/hi.md', { component: 'command', answer: /of the project/ }],
  [
    'an agent of the project',
    'project/.claude/agents/poet.md',
    { component: 'agent', answer: /^An agent of the project/ },
  ],
  ['a command of the user', 'claude/commands/mine.md', { component: 'command', answer: /of the user/ }],
  [
    "the project's settings",
    'project/.claude/settings.json',
    { component: 'settings', answer: /^The settings of the project/ },
  ],
  [
    "the project's local settings",
    'project/.claude/settings.local.json',
    { component: 'settings', answer: /^The local settings of the project/ },
  ],
  ["the user's settings", 'claude/settings.json', { component: 'settings', answer: /^The settings of the user/ }],
  [
    "an administrator's settings",
    'managed.json',
    { component: 'settings', hops: 'loaded', answer: /^Managed settings/ },
  ],
  [
    'settings of the user that are not there',
    'claude/rules/none.md',
    { hops: 'edited !loaded session', answer: /of the user\. It is not there/ },
  ],
  [
    'a file of the project that means nothing',
    'project/README.md',
    { plugin: null, hops: '', answer: /belongs to no installed plugin/ },
  ],
  [
    'a file in no plugin',
    'dev/notes.txt',
    { plugin: null, hops: '', answer: /belongs to no installed plugin/, remedy: /^none$/ },
  ],
  ['a file that is nowhere', 'nowhere/at/all.md', { hops: '', answer: /There is no .*; the nearest that is there is/ }],
  [
    'a file that is nowhere, nearly spelled like one that is',
    'dev/notse.txt',
    { answer: /One path comes near/, suggestions: /dev\/notes\.txt$/ },
  ],
  ['a file in a file', 'project/CLAUDE.md/x', { hops: '', answer: /There is no/ }],
  [
    'a file that is in neither copy',
    `${SOURCE}/commands/shuot.md`,
    { plugin: ID, hops: '!loaded', answer: /is in neither copy of voice@lab/, suggestions: /commands\/shout\.md$/ },
  ],
  [
    'the clone of a plugin whose source is linked elsewhere',
    `${CLONE}/plugins/voice/commands/shout.md`,
    {
      plugin: ID,
      hops: '!loaded',
      answer: /folder of the marketplace lab, but no installed plugin .* edited elsewhere/,
      suggestions: /dev\/lab\/plugins\/voice/,
    },
  ],
  [
    'a file of a marketplace that is no plugin’s',
    'market/README.md',
    { plugin: null, answer: /part of none of its plugins/ },
  ],
  [
    'the catalogue of a directory marketplace',
    'market/.claude-plugin/marketplace.json',
    { component: 'catalogue', hops: 'edited loaded', answer: /catalogue of the marketplace market/ },
  ],
  [
    'the catalogue in a clone',
    `${CLONE}/.claude-plugin/marketplace.json`,
    { hops: 'edited !source', answer: /own clone of the marketplace lab/, remedy: /^marketplace update/ },
  ],
  [
    'a catalogue that was never added',
    'dev/market/.claude-plugin/marketplace.json',
    { hops: '!loaded', answer: /does not know yet/, remedy: /^add it$/ },
  ],
  [
    'a plugin that is in no marketplace',
    'dev/stray/commands/hum.md',
    {
      plugin: null,
      hops: '!loaded',
      answer: /a plugin, stray, that is not installed/,
      remedy: /^start a session with it$/,
    },
  ],
  [
    'another checkout of an installed plugin',
    'dev/song/commands/hum.md',
    { plugin: 'song@market', hops: '!loaded', answer: /another folder of song.* read from .*market\/plugins\/song/ },
  ],
  [
    'packages of a plugin that runs from the cache',
    `${SOURCE}/node_modules/x.js`,
    { plugin: ID, hops: '!loaded', answer: /is left out of every sync/, remedy: /^none$/ },
  ],
  [
    'packages of a plugin that is read in place',
    `${SONG}/node_modules/x.js`,
    { hops: 'loaded', answer: /whichever program is started next has it/ },
  ],
  ['secrets of a plugin', `${SOURCE}/.env`, { hops: '!loaded', answer: /may hold secrets/ }],
  ["git's own", `${SOURCE}/.git/HEAD`, { hops: '!loaded', answer: /git’s own; Claude Code does not read it/ }],
  [
    'a link to a file of a plugin',
    'links/shout.md',
    {
      plugin: ID,
      hops: LIVE,
      answer: /reads this very content/,
      notes: /shout\.md is a link; the file itself is .*dev\/lab/,
    },
  ],
  [
    'a file below a link to a plugin',
    'links/voice/commands/shout.md',
    { plugin: ID, hops: LIVE, answer: /./, notes: /links\/voice is a link, so this is really/ },
  ],
  ['a link in a circle', 'links/circle.md', { hops: '!source', answer: /leads in a circle/ }],
  [
    'a link to nothing, in a plugin',
    `${SOURCE}/dangling.md`,
    { plugin: ID, hops: '!source', answer: /leads to .*nowhere, which is not there/ },
  ],
  [
    'a link that leaves a plugin',
    `${SOURCE}/outside.md`,
    {
      plugin: ID,
      hops: '!source',
      answer: /link to .*notes\.txt, outside of this folder/,
      ground: /Measured with .claude plugin install/,
    },
  ],
  [
    'a link that leaves a plugin that is read in place',
    `${SONG}/outside.md`,
    { plugin: 'song@market', hops: '', answer: /opens whatever the link leads to/ },
  ],
  [
    'the folder of a plugin',
    SOURCE,
    {
      plugin: ID,
      hops: '',
      answer: /the folder of voice@lab: of \d files in it 4 differ/,
      suggestions: /agents\/critic\.md/,
    },
  ],
  [
    'a folder in a plugin',
    `${SOURCE}/commands`,
    { plugin: ID, answer: /a folder of voice@lab: of 2 files in it 1 differs/ },
  ],
  ['the folder of a plugin that is read in place', SONG, { answer: /reads the 5 files in it where they lie/ }],
  [
    'a folder with plugins in it',
    CHECKOUT,
    { plugin: null, answer: /Below it one plugin lies/, suggestions: /plugins\/voice$/ },
  ],
  ['a folder of nobody', 'home', { plugin: null, answer: /This folder is no plugin/ }],
  [
    'the record of what is installed',
    'claude/plugins/installed_plugins.json',
    { answer: /own bookkeeping: the record of which plugins are installed/ },
  ],
  [
    'the record of marketplaces',
    'claude/plugins/known_marketplaces.json',
    { answer: /own bookkeeping: the record of the marketplaces/ },
  ],
  ["Claude Code's state", 'claude/.claude.json', { answer: /own bookkeeping: its own state/ }],
  ['the list of sessions', 'claude/sessions/999999999.json', { answer: /the list of running sessions/ }],
  ['the secret of a session', 'claude/sessions/999999999.abc.key', { answer: /a secret of a running session/ }],
  ['a transcript', 'claude/projects/x/y.jsonl', { answer: /the transcripts of sessions/ }],
  ["Hotplug's groups", 'state/groups.yaml', { answer: /Hotplug’s own: the groups of plugins, yours to edit/ }],
  ["Hotplug's history", 'state/history.db', { answer: /Hotplug’s own: its history/ }],
  ['a device', '/dev/null', { answer: /a pipe, a socket or a device/ }],
]

describe('why, on real files:', () => {
  let place: Town
  before(async () => {
    place = await town()
  })
  after(() => place[Symbol.dispose]())

  for (const [situation, file, expected] of SITUATIONS)
    test(situation, async () => {
      const why = await whyFile(place.panel, file.startsWith('/') ? file : place.at(file))
      matches(why, expected)
    })
})

function matches(why: Why, expected: Expected) {
  assert.match(why.answer, expected.answer)
  if (expected.plugin !== undefined) assert.equal(why.plugin, expected.plugin)
  if (expected.component !== undefined) assert.equal(why.component, expected.component)
  if (expected.hops !== undefined) assert.equal(why.hops.map(nameOf).join(' '), expected.hops)
  if (expected.remedy) assert.match(why.remedy, expected.remedy)
  if (expected.ground) assert.match(why.ground ?? '', expected.ground)
  if (expected.notes) assert.match(why.notes.join('\n'), expected.notes)
  if (expected.suggestions) assert.match(why.suggestions.join('\n'), expected.suggestions)
  assert.equal(why.broken, why.hops.find(({ ok }) => ok === false)?.hop ?? null)
  assert.deepEqual(
    why.hops.filter(({ broken }) => broken).map(({ hop }) => hop),
    why.broken === null ? [] : [why.broken],
  )
}

const nameOf = ({ hop, ok }: Why['hops'][number]) => `${ok === false ? '!' : ok === null ? '?' : ''}${hop}`
