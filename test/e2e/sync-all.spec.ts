import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { cachedFolder, gitMarketplace, type PluginFiles } from '../../server/probe/drive/marketplaces.ts'
import { type Isolated, isolate } from '../claude/drive/isolated.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { hotplug, startPanel } from '../support/hotplug.ts'
import { edit, expect } from './panel.ts'

const SKILL = 'skills/speak/SKILL.md'
const CALM = 'Read the text aloud in a calm voice.'
const HURRY = 'Read the text aloud in a hurry.'
const NAMES = ['alto', 'bass', 'tenor'] as const

type Choir = {
  isolated: Isolated
  link: string
  source: (name: string, path: string) => string
  cached: (name: string, path: string) => string
}

/** Three plugins that the real `claude` installed, each with a linked checkout. */
const test = base.extend<{ choir: Choir }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixtures from this pattern
  choir: async ({}, use) => {
    using isolated = isolate()
    const plugins = Object.fromEntries(NAMES.map((name) => [name, { ...voicePlugin(), ...manifest(name) }]))
    const lab = await gitMarketplace(isolated, 'lab', plugins)
    for (const name of NAMES) await hotplug(isolated, 'link', `${name}@lab`, lab.folder)
    const panel = await startPanel(isolated, '--port', '0')
    await use({
      isolated,
      link: panel.link,
      source: (name, path) => join(lab.pluginFolder(name), path),
      cached: (name, path) => join(cachedFolder(isolated, `${name}@lab`), path),
    })
    await panel.stop()
  },
})

const manifest = (name: string): PluginFiles => ({
  '.claude-plugin/plugin.json': JSON.stringify({ name, version: '0.1.0', description: `Sings ${name}.` }),
})

test('all plugins that drift are reviewed, synced with one click, and each is taken back by itself', async ({
  page,
  choir,
}) => {
  await page.goto(choir.link)
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`${name}@lab`) })
  for (const name of NAMES) await expect(row(name)).toContainText('Live')
  await expect(page.getByRole('link', { name: /^Sync all/ })).toHaveCount(0)

  for (const name of NAMES) edit(choir.source(name, SKILL), CALM, HURRY)
  await page.getByRole('link', { name: 'Sync all 3…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Sync 3 plugins')
  for (const name of NAMES) await expect(page.locator('#group-ready')).toContainText(`${name}@lab`)
  await expect(page.locator('#main')).toContainText('/reload-skills')

  await page.getByRole('button', { name: 'Sync 3 plugins' }).click()
  const notice = page.getByRole('region', { name: 'Latest actions' })
  await expect(notice).toContainText('Synced 3 files of 3 plugins')
  for (const name of NAMES) {
    await expect(row(name)).toContainText('Live')
    expect(readFileSync(choir.cached(name, SKILL), 'utf8')).toContain(HURRY)
  }
  await expect(page.getByRole('link', { name: /^Sync all/ })).toHaveCount(0)

  await notice.getByRole('link', { name: 'Each plugin, with its undo' }).click()
  await page.locator('#group-done li', { hasText: 'bass@lab' }).getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('#group-done li', { hasText: 'bass@lab' })).toContainText('was undone')
  expect(readFileSync(choir.cached('bass', SKILL), 'utf8')).toContain(CALM)
  expect(readFileSync(choir.cached('alto', SKILL), 'utf8')).toContain(HURRY)
})

test('what was edited in the cache is left out, and the way to decide about it is there', async ({ page, choir }) => {
  for (const name of NAMES) edit(choir.source(name, SKILL), CALM, HURRY)
  edit(choir.cached('tenor', 'agents/critic.md'), 'hissing', 'rasping')
  await page.goto(choir.link)
  await page.getByRole('link', { name: 'Sync all 2…' }).click()
  const aside = page.locator('#group-aside')
  await expect(aside).toContainText('tenor@lab')
  await expect(aside).toContainText('agents/critic.md')
  await page.getByRole('button', { name: 'Sync 2 plugins' }).click()
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Synced 2 files of 2 plugins')
  expect(readFileSync(choir.cached('tenor', SKILL), 'utf8')).toContain(CALM)
  expect(readFileSync(choir.cached('tenor', 'agents/critic.md'), 'utf8')).toContain('rasping')
})

test('a file that is edited after the review is not synced unseen: the new review comes with a sentence', async ({
  page,
  choir,
}) => {
  for (const name of NAMES) edit(choir.source(name, SKILL), CALM, HURRY)
  await page.route('**/events', (route) => route.abort())
  await page.goto(choir.link)
  await page.goto(`${new URL(choir.link).origin}/syncs/new`)
  await expect(page.getByRole('button', { name: 'Sync 3 plugins' })).toBeVisible()
  edit(choir.source('bass', SKILL), HURRY, 'Read the text aloud backwards.')
  await page.getByRole('button', { name: 'Sync 3 plugins' }).click()
  await expect(page.getByRole('alert')).toContainText('changed since this list was shown')
  expect(readFileSync(choir.cached('alto', SKILL), 'utf8')).toContain(CALM)
  await page.getByRole('button', { name: 'Sync 3 plugins' }).click()
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Synced 3 files of 3 plugins')
  expect(readFileSync(choir.cached('bass', SKILL), 'utf8')).toContain('backwards')
})
