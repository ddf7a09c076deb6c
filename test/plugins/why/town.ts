import { mkdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs'
import { linkPlugin } from '../../../server/plugins/links.ts'
import { below, CACHE, CHECKOUT, ID, json, lab, SOURCE, VOICE } from '../../support/lab.ts'

/** Where everything of the town lies, below its folder. */
export const SONG = 'market/plugins/song'
export const OLD = 'claude/plugins/cache/lab/voice/0.0.9'
export const OLDER = 'claude/plugins/cache/lab/voice/0.0.8'
const SKILL = '---\nname: x\ndescription: X.\n---\n\nX.\n'

const plugin = (name: string) => ({
  '.claude-plugin/plugin.json': json({ name, version: '1.0.0' }),
  'skills/sing/SKILL.md': SKILL,
  'commands/hum.md': 'Hum it.\n',
  'agents/critic.md': SKILL,
})

/**
 * Everything that a file can be, on real files: voice@lab from a clone with a linked checkout; song and drum of a
 * directory marketplace, read in place; plugins that are disabled, elsewhere, twice there; and what is no plugin's.
 */
export async function town() {
  const place = lab()
  const { at, write } = place
  await linkPlugin(place.panel, ID, at(SOURCE))
  const record = (path: string, more = {}) => ({ scope: 'user', installPath: at(path), version: '1.0.0', ...more })
  const cached = (id: string) => `claude/plugins/cache/market/${id}/1.0.0`
  const installed = JSON.parse(readFileSync(at('claude/plugins/installed_plugins.json'), 'utf8'))
  const known = JSON.parse(readFileSync(at('claude/plugins/known_marketplaces.json'), 'utf8'))
  for (const name of ['song', 'drum', 'flute', 'harp', 'voice', 'gone', 'tuba'])
    installed.plugins[`${name}@market`] = [record(cached(name))]
  installed.plugins['harp@market'] = [record(cached('harp'), { scope: 'project', projectPath: at('elsewhere') })]
  installed.plugins['gone@other'] = [record('claude/plugins/cache/other/gone/1.0.0')]
  delete installed.plugins['gone@market']
  known.market = { source: { source: 'directory', path: at('market') }, installLocation: at('market') }
  const names = ['song', 'drum', 'flute', 'harp', 'voice', 'tuba', 'organ']
  write({
    ...Object.assign({}, ...names.map((name) => below(`market/plugins/${name}`, plugin(name)))),
    ...Object.assign({}, ...names.map((name) => below(cached(name), plugin(name)))),
    'market/plugins/voice/commands/shout.md': 'Shout from the market.\n',
    'market/plugins/voice/agents/critic.md': SKILL,
    'market/plugins/voice/hooks/hooks.json': '{}',
    'market/plugins/voice/extra.md': 'Only here.\n',
    'market/.claude-plugin/marketplace.json': json({
      name: 'market',
      owner: { name: 'Ada' },
      plugins: names.map((name) => ({ name, source: `./plugins/${name}` })),
    }),
    'market/README.md': 'Read me.\n',
    'claude/plugins/installed_plugins.json': json(installed),
    'claude/plugins/known_marketplaces.json': json(known),
    'claude/settings.json': json({
      enabledPlugins: {
        [ID]: true,
        'song@market': true,
        'drum@market': false,
        'voice@market': true,
        'tuba@market': true,
      },
    }),
    'project/.claude/settings.json': json({ enabledPlugins: { 'tuba@market': false } }),
    'elsewhere/.claude/settings.json': json({ enabledPlugins: { 'harp@market': true } }),
    ...below(OLD, VOICE),
    ...below(OLDER, VOICE),
    [`${OLDER}/.orphaned_at`]: String(Date.now() - 86_400_000),
    'claude/plugins/cache/lab/whistle/1.0.0/commands/blow.md': 'Blow.\n',
    'claude/plugins/cache/temp_git_1700000000000_abcdef/x.md': 'x',
    ...below('claude/skills/tool', plugin('tool')),
    ...below('claude/skills/song', plugin('song')),
    ...below('project/.claude/skills/kit', plugin('kit')),
    ...below('dev/stray', plugin('stray')),
    ...below('dev/song', plugin('song')),
    'dev/market/.claude-plugin/marketplace.json': json({ name: 'new', owner: { name: 'Ada' }, plugins: [] }),
    'dev/notes.txt': 'Notes.\n',
    'dev/voice notes.md': 'Blank.\n',
    [`${SOURCE}/CLAUDE.md`]: 'Read me.\n',
    [`${SOURCE}/commands/new.md`]: 'New.\n',
    [`${SOURCE}/agents/critic.md`]: SKILL,
    [`${SOURCE}/node_modules/x.js`]: 'x',
    [`${SOURCE}/.env`]: 'SECRET=1',
    [`${SOURCE}/.git/HEAD`]: 'ref: refs/heads/main',
    [`${SONG}/node_modules/x.js`]: 'x',
    [`${SONG}/CLAUDE.md`]: 'Read me.\n',
    [`${CACHE}/hooks/remind.mjs`]: "console.log('in the cache')\n",
    [`${CHECKOUT}/README.md`]: 'Read me.\n',
    'project/CLAUDE.md': '@notes/style.md\n',
    'project/notes/style.md': 'Be brief.\n',
    'project/.mcp.json': json({ mcpServers: { x: { command: 'node', args: ['servers/x.mjs'] } } }),
    'project/servers/x.mjs': 'x',
    'project/.claude/rules/style.md': 'Brief.\n',
    'project/.claude/skills/greet/SKILL.md': SKILL,
    'project/.claude/commands/hi.md': 'Hi.\n',
    'project/.claude/agents/poet.md': SKILL,
    'project/.claude/settings.local.json': '{}',
    'project/README.md': 'Read me.\n',
    'elsewhere/CLAUDE.md': 'Elsewhere.\n',
    'claude/CLAUDE.md': 'Mine.\n',
    'claude/commands/mine.md': 'Mine.\n',
    'claude/.claude.json': '{}',
    'claude/sessions/999999999.json': '{}',
    'claude/sessions/999999999.abc.key': 'secret',
    'claude/projects/x/y.jsonl': '{}',
    'managed.json': '{}',
    'state/groups.yaml': '',
    'home/notes.md': 'At home.\n',
  })
  mkdirSync(at('links'))
  symlinkSync(at(`${SOURCE}/commands/shout.md`), at('links/shout.md'))
  symlinkSync(at(SOURCE), at('links/voice'))
  symlinkSync(at('nowhere'), at(`${SOURCE}/dangling.md`))
  symlinkSync('circle.md', at('links/circle.md'))
  symlinkSync(at('dev/notes.txt'), at(`${SOURCE}/outside.md`))
  symlinkSync(at('dev/notes.txt'), at(`${SONG}/outside.md`))
  const anHourAgo = new Date(Date.now() - 3_600_000)
  utimesSync(at(`${SOURCE}/hooks/remind.mjs`), anHourAgo, anHourAgo)
  place.panel.survey.lookAgain()
  return place
}

export type Town = Awaited<ReturnType<typeof town>>
