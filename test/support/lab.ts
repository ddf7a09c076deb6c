import { readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { testPanel } from './panel.ts'

export const ID = 'voice@lab'
export const CACHE = 'claude/plugins/cache/lab/voice/0.1.0'
export const CLONE = 'claude/plugins/marketplaces/lab'
/** A checkout of the marketplace, where its author edits it. */
export const CHECKOUT = 'dev/lab'
export const SOURCE = `${CHECKOUT}/plugins/voice`

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000)
const INSTALLED_AT = new Date(Date.now() - 1_800_000).toISOString()

export const VOICE = {
  '.claude-plugin/plugin.json': json({ name: 'voice', version: '0.1.0', description: 'Speaks.' }),
  'skills/speak/SKILL.md': '---\nname: speak\ndescription: Reads aloud.\n---\n\nRead it.\n',
  'commands/shout.md': 'Shout it.\n',
  'agents/critic.md': '---\nname: critic\ndescription: Criticises.\n---\n\nYou criticise.\n',
  'hooks/hooks.json': json({
    hooks: { Stop: [{ hooks: [{ type: 'command', command: `node \${CLAUDE_PLUGIN_ROOT}/hooks/remind.mjs` }] }] },
  }),
  'hooks/remind.mjs': "console.log('remember')\n",
} as const

/** The plugin `voice` of the git marketplace `lab`, installed and enabled, as Claude Code leaves it; and a checkout. */
export function lab(more: Record<string, string> = {}) {
  const panel = testPanel()
  const { at } = panel
  const catalogue = json({
    name: 'lab',
    owner: { name: 'Ada' },
    plugins: [{ name: 'voice', source: './plugins/voice' }],
  })
  const record = { scope: 'user', installPath: at(CACHE), version: '0.1.0', installedAt: INSTALLED_AT }
  panel.write({
    'claude/plugins/installed_plugins.json': json({
      version: 2,
      plugins: { [ID]: [{ ...record, lastUpdated: INSTALLED_AT }] },
    }),
    'claude/plugins/known_marketplaces.json': json({
      lab: {
        source: { source: 'github', repo: 'acme/lab' },
        installLocation: at(CLONE),
        lastUpdated: INSTALLED_AT,
      },
    }),
    'claude/settings.json': json({ enabledPlugins: { [ID]: true } }),
    ...below(CACHE, VOICE),
    ...below(`${CLONE}/plugins/voice`, VOICE),
    ...below(SOURCE, VOICE),
    [`${CLONE}/.claude-plugin/marketplace.json`]: catalogue,
    [`${CHECKOUT}/.claude-plugin/marketplace.json`]: catalogue,
    ...more,
  })
  for (const path of Object.keys(VOICE)) utimesSync(at(`${CACHE}/${path}`), AN_HOUR_AGO, AN_HOUR_AGO)
  panel.panel.survey.lookAgain()
  return { ...panel, read: (path: string) => readFileSync(at(path), 'utf8') }
}

export type Lab = ReturnType<typeof lab>

export function below(folder: string, files: Record<string, string>) {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [join(folder, path), text]))
}

export function json(value: unknown) {
  return JSON.stringify(value, null, 2)
}
