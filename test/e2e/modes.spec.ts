import { lstatSync, readlinkSync } from 'node:fs'
import { test as base, expect } from 'playwright/test'
import {
  cachedFolder,
  type GitMarketplace,
  gitMarketplace,
  writePlugin,
} from '../../server/probe/drive/marketplaces.ts'
import { isolate } from '../claude/drive/isolated.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { hotplug, startPanel } from '../support/hotplug.ts'

type Place = { lab: GitMarketplace; link: string; folder: string }

const test = base.extend<{ place: Place }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixtures from this pattern
  place: async ({}, use) => {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    writePlugin(lab.pluginFolder('voice'), voicePlugin({ skill: 'Read the text aloud in a hurry.' }))
    await hotplug(isolated, 'link', 'voice@lab', lab.folder)
    const panel = await startPanel(isolated, '--port', '0')
    await use({ lab, link: panel.link, folder: cachedFolder(isolated, 'voice@lab') })
    await panel.stop()
  },
})

test('the way a plugin is developed is chosen, reviewed, switched to, and taken back by one click', async ({
  page,
  place,
}) => {
  await page.goto(place.link)
  await page.getByRole('table').getByRole('link', { name: 'voice@lab' }).click()
  await page.getByRole('link', { name: 'Ways to develop it…' }).click()
  await expect(page.getByText('Now: Installed copy, synced by hand.')).toBeVisible()
  const first = page.locator('.modes > li').first()
  await expect(first).toContainText('Sync on save')
  await expect(first).toContainText('Recommended')
  await expect(page.locator('#mode-plugin-dir')).toContainText(`claude --plugin-dir ${place.lab.pluginFolder('voice')}`)

  await page.locator('#mode-cached-link').getByRole('link', { name: 'Switch to it…' }).click()
  await expect(page.getByRole('heading', { name: 'Cached version as a link' })).toBeVisible()
  await expect(page.locator('#group-steps li')).toHaveCount(1)
  expect(lstatSync(place.folder).isDirectory()).toBe(true)
  await page.getByRole('button', { name: 'Switch', exact: true }).click()
  await expect(page.getByText('Now: Cached version as a link.')).toBeVisible()
  expect(readlinkSync(place.folder)).toBe(place.lab.pluginFolder('voice'))
  await expect(page.locator('#mode-cached-link')).toContainText('Now')

  const notice = page.getByText('voice@lab was switched to a link as its cached version')
  await expect(notice.first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(page.getByText('Now: Installed copy, synced by hand.')).toBeVisible()
  expect(lstatSync(place.folder).isDirectory()).toBe(true)
})

test('a plugin that goes to the skills folder gets another id, and its old one when it goes back', async ({
  page,
  place,
}) => {
  await page.goto(place.link)
  await page.goto(new URL('/plugins/voice@lab/modes?to=skills-dir', place.link).href)
  await expect(page.getByText('It is loaded as voice@skills-dir then.')).toBeVisible()
  await page.getByRole('button', { name: 'Switch', exact: true }).click()
  await expect(page.getByText('Now: Link in the skills folder.')).toBeVisible()
  await expect(page).toHaveURL(/voice@skills-dir\/modes$/)
  await page.getByRole('link', { name: 'Go back…' }).click()
  await page.getByRole('button', { name: 'Go back', exact: true }).click()
  await expect(page.getByText('Now: Installed copy, synced by hand.')).toBeVisible()
  await expect(page).toHaveURL(/voice@lab\/modes$/)
})
