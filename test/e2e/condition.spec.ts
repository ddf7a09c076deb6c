import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from 'playwright/test'
import { directoryMarketplace, type PluginFiles } from '../../server/probe/drive/marketplaces.ts'
import { type Isolated, isolate } from '../claude/drive/isolated.ts'
import { startPanel } from '../support/hotplug.ts'

const command = (script: string) => ({ type: 'command', command: `"\${CLAUDE_PLUGIN_ROOT}/hooks/${script}"` })

const GUARD: PluginFiles = {
  '.claude-plugin/plugin.json': JSON.stringify({ name: 'guard', version: '0.1.0', description: 'Guards.' }),
  'hooks/hooks.json': JSON.stringify({
    hooks: { UserPromptSubmit: [{ hooks: [command('by-flag.sh')] }], Stop: [{ hooks: [command('by-key.py')] }] },
  }),
  'hooks/by-flag.sh':
    '#!/bin/bash\nFLAG="$CLAUDE_PROJECT_DIR/.enable-strict-validation"\nif [ ! -f "$FLAG" ]; then\n  exit 0\nfi\necho strict\n',
  'hooks/by-key.py':
    '#!/usr/bin/env python3\nimport json, os, sys\npath = os.path.join(os.environ["CLAUDE_PROJECT_DIR"], ".claude", "guard.json")\nwith open(path) as handle:\n    config = json.load(handle)\nif not config.get("strict"):\n    sys.exit(0)\nprint("strict")\n',
}

const CONFIG = '{\n  "level": 2,\n  "strict": false\n}\n'

const test = base.extend<{ place: { isolated: Isolated; link: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixtures from this pattern
  place: async ({}, use) => {
    using isolated = isolate()
    await directoryMarketplace(isolated, 'lab', { guard: GUARD })
    mkdirSync(join(isolated.project, '.claude'))
    writeFileSync(join(isolated.project, '.claude/guard.json'), CONFIG)
    const panel = await startPanel(isolated, '--port', '0')
    await use({ isolated, link: panel.link })
    await panel.stop()
  },
})

test('a hook is switched on by its flag file after the change was read, off by its key, and both are undone', async ({
  page,
  place: { isolated, link },
}) => {
  const flag = join(isolated.project, '.enable-strict-validation')
  const config = join(isolated.project, '.claude/guard.json')
  await page.goto(link)
  await page.goto(new URL('/hooks', link).href)
  await page.getByRole('link', { name: /by-flag\.sh/ }).click()
  const condition = page.locator('#condition')
  await expect(condition).toContainText('Not active')
  await expect(condition).toContainText('flag file .enable-strict-validation')

  await condition.getByRole('link', { name: 'Switch on…' }).click()
  await expect(page.getByRole('heading', { name: '.enable-strict-validation is created' })).toBeVisible()
  expect(existsSync(flag)).toBe(false)
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(condition.getByText('Active', { exact: true })).toBeVisible()
  expect(readFileSync(flag, 'utf8')).toBe('')

  await expect(page.getByText('Switched the UserPromptSubmit hook by-flag.sh on').first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(condition.getByText('Not active', { exact: true })).toBeVisible()
  expect(existsSync(flag)).toBe(false)

  await page.goto(new URL('/hooks', link).href)
  await page.getByRole('link', { name: /by-key\.py/ }).click()
  await condition.getByRole('link', { name: 'Switch on…' }).click()
  await expect(page.locator('.diff')).toContainText('"strict": true')
  writeFileSync(config, CONFIG.replace('2', '3'))
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(page.getByRole('alert')).toContainText('changed since it was shown')
  await expect(page.locator('.diff')).toContainText('"level": 3')
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(condition.getByText('Active', { exact: true })).toBeVisible()
  expect(readFileSync(config, 'utf8')).toBe(CONFIG.replace('2', '3').replace('false', 'true'))
})
