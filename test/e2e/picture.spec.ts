import { readdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from 'playwright/test'
import {
  cachedFolder,
  directoryMarketplace,
  gitMarketplace,
  type PluginFiles,
  writePlugin,
} from '../../server/probe/drive/marketplaces.ts'
import { isolate } from '../claude/drive/isolated.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { hotplug, startPanel } from '../support/hotplug.ts'
import { edit } from './panel.ts'

const PICTURE = fileURLToPath(new URL('panel.png', import.meta.url))
const WIDTH = 1280
const MOST_BYTES = 120 * 1024
const MINUTE = 60_000
const SKILL = 'skills/speak/SKILL.md'

test('the picture in the README is there, as wide as a window and small enough to load', async ({ browser }) => {
  if (process.env.UPDATE_PICTURE) {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 }, colorScheme: 'light' })
    await takePicture(page)
  }
  const png = readFileSync(PICTURE)
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect(png.subarray(12, 16).toString('latin1')).toBe('IHDR')
  expect(png.readUInt32BE(16)).toBe(WIDTH)
  expect(png.length).toBeLessThanOrEqual(MOST_BYTES)
})

/** The home page of somebody who works on some plugins and uses others, on a folder made by the real `claude`. */
async function takePicture(page: Page) {
  using isolated = isolate()
  const atHome = { ...isolated, root: isolated.home }
  const names = ['calm', 'voice', 'release', 'review', 'formatter']
  const lab = await gitMarketplace(atHome, 'lab', Object.fromEntries(names.map((name) => [name, called(name)])))
  await directoryMarketplace(atHome, 'shed', { drill: called('drill'), saw: called('saw') })
  await isolated.claude('plugin', 'disable', 'saw@shed')
  writePlugin(join(isolated.configDir, 'skills', 'notes'), called('notes'))
  const source = (name: string, path = SKILL) => join(lab.pluginFolder(name), path)
  for (const name of ['calm', 'voice', 'release', 'review']) await hotplug(isolated, 'link', `${name}@lab`, lab.folder)

  for (const [folder, minutes] of [
    [lab.pluginFolder('release'), 3000],
    [lab.pluginFolder('formatter'), 9000],
    [join(isolated.home, 'marketplaces/shed/plugins/saw'), 40_000],
  ] as const)
    lastEdited(folder, minutes)
  edit(source('calm'), 'in a calm voice', 'in a low voice')
  await hotplug(isolated, 'sync', 'calm@lab')
  edit(source('voice'), 'in a calm voice', 'in a hurry')
  edit(source('voice', 'agents/critic.md'), 'hissing', 'rasping')
  edit(source('voice', 'hooks/remind.mjs'), 'as if it were heard', 'aloud')
  edit(join(cachedFolder(isolated, 'review@lab'), 'commands/shout.md'), 'capital', 'small')

  const shownAs = join(isolated.home, '.claude')
  symlinkSync(isolated.configDir, shownAs)
  const panel = await startPanel({ ...isolated, env: { ...isolated.env, CLAUDE_CONFIG_DIR: shownAs } }, '--port', '0')
  try {
    await page.goto(panel.link)
    await expect(page.getByRole('row', { name: /voice@lab/ })).toContainText('Drifted 3')
    await expect(page.locator('#claude')).toContainText('Claude Code')
    await expect(page.locator('#live')).toHaveText('live')
    await expect(page.locator('.checking')).toHaveCount(0)
    const table = await page.getByRole('table').boundingBox()
    const height = Math.ceil((table?.y ?? 0) + (table?.height ?? 0) + 20)
    await page.screenshot({ path: PICTURE, clip: { x: 0, y: 0, width: WIDTH, height }, animations: 'disabled' })
  } finally {
    await panel.stop()
  }
}

const called = (name: string): PluginFiles => {
  const files = voicePlugin()
  const manifest = JSON.stringify({ name, version: `1.${name.length}.0`, description: `Everything for ${name}.` })
  return { ...files, '.claude-plugin/plugin.json': manifest }
}

function lastEdited(folder: string, minutesAgo: number) {
  const at = new Date(Date.now() - minutesAgo * MINUTE)
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(folder, entry), at, at)
}
