import { chmodSync, existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from 'playwright/test'
import {
  cachedFolder,
  type GitMarketplace,
  gitMarketplace,
  writePlugin,
} from '../../server/probe/drive/marketplaces.ts'
import { isolate } from '../claude/drive/isolated.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { startPanel } from '../support/hotplug.ts'

const SKILL = 'skills/speak/SKILL.md'
const COMMAND = 'commands/shout.md'
const HURRY = 'Read the text aloud in a hurry.'

type Place = {
  lab: GitMarketplace
  link: string
  cached: (path: string) => string
  /** As long as this file is there the marketplace's update waits. */
  gate: string
}

/** A panel whose `claude` lets us look on: its update of the marketplace waits at the gate. */
const test = base.extend<{ place: Place }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixtures from this pattern
  place: async ({}, use) => {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    writePlugin(lab.pluginFolder('voice'), voicePlugin({ skill: HURRY }))
    await lab.push('Hurry')
    const gate = join(isolated.root, 'gate')
    const program = join(isolated.root, 'claude')
    const wait = `if [ "$2" = marketplace ]; then while [ -e "${gate}" ]; do sleep 0.05; done; fi`
    writeFileSync(program, `#!/bin/sh\n${wait}\nexec "${isolated.program}" "$@"\n`)
    chmodSync(program, 0o755)
    const panel = await startPanel({ ...isolated, program }, '--port', '0')
    await use({ lab, link: panel.link, gate, cached: (path) => join(cachedFolder(isolated, 'voice@lab'), path) })
    await panel.stop()
  },
})

test('a plugin is reinstalled: reviewed first, watched step by step, and what was edited is told of', async ({
  page,
  place,
}) => {
  writeFileSync(place.cached(COMMAND), 'Edited in the cache.\n')
  writeFileSync(place.gate, '')
  await page.goto(place.link)
  await page.getByRole('link', { name: 'voice@lab' }).first().click()
  await page.getByRole('link', { name: 'Reinstall…' }).click()
  await expect(page.getByRole('heading', { name: 'Reinstall' })).toBeVisible()
  const commands = page.locator('#group-commands code')
  await expect(commands).toHaveText([
    'claude plugin marketplace update lab',
    'claude plugin uninstall voice@lab --keep-data --scope user',
    'claude plugin install voice@lab --scope user',
  ])
  await expect(page.locator('#edited-note')).toContainText('1 file was edited in the loaded copy itself.')
  await expect(page.locator('#group-edited')).toContainText(COMMAND)

  await page.getByRole('button', { name: 'Reinstall voice@lab' }).click()
  await expect(page.getByRole('heading', { name: 'Reinstalling…' })).toBeVisible()
  await expect(page.locator('#step-0')).toHaveClass('running')
  await expect(page.locator('#activity')).toContainText('Reinstalling voice@lab')
  unlinkSync(place.gate)

  await expect(page.getByRole('heading', { name: 'Reinstalled' })).toBeVisible()
  await expect(page.locator('#result')).toHaveText('voice@lab was reinstalled: 2 files changed.')
  await expect(page.locator('#commands > li.done')).toHaveCount(3)
  await page.locator('#step-2').getByText('What it said').click()
  await expect(page.locator('#step-2 pre')).toContainText('Successfully installed plugin: voice@lab')
  await expect(page.locator('#after')).toContainText('/reload-skills')
  expect(readFileSync(place.cached(SKILL), 'utf8')).toContain(HURRY)
  expect(readFileSync(place.cached(COMMAND), 'utf8')).not.toContain('Edited in the cache')
})

test('it is cancelled while the marketplace is being updated, and nothing has changed', async ({ page, place }) => {
  writeFileSync(place.cached(COMMAND), 'Edited in the cache.\n')
  writeFileSync(place.gate, '')
  await page.goto(`${place.link}`)
  await page.goto(new URL('/plugins/voice@lab/reinstall', place.link).href)
  await page.getByRole('button', { name: 'Reinstall voice@lab' }).click()
  await expect(page.locator('#step-0')).toHaveClass('running')
  await page.locator('#activity').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.locator('#result')).toHaveText('It was cancelled. Nothing was changed.')
  await expect(page.getByRole('heading', { name: 'Not reinstalled' })).toBeVisible()
  expect(readFileSync(place.cached(COMMAND), 'utf8')).toBe('Edited in the cache.\n')
  expect(existsSync(place.cached(SKILL))).toBe(true)
})
