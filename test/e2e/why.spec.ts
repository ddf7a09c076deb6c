import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { edit, expect, test } from './panel.ts'

const SKILL = 'skills/speak/SKILL.md'
const hop = (page: Page, name: string) => page.locator(`#hop-${name}`)

test('a path typed in the header of any page leads to where the edit is stuck, and one click mends it', async ({
  page,
  story,
}) => {
  edit(story.source(SKILL), 'in a calm voice', 'in a hurry')
  await page.goto(story.link)
  await expect(page.getByRole('row', { name: /voice@lab/ })).toContainText('Drifted 1')

  await page.keyboard.press('f')
  const box = page.getByRole('textbox', { name: 'Why? Path of a file' })
  await expect(box).toBeFocused()
  await box.fill(`${story.source(SKILL)}:6`)
  await box.press('Enter')
  await expect(page).toHaveTitle(/Why SKILL\.md/)
  await expect(hop(page, 'source')).toContainText('arrived')
  await expect(hop(page, 'cache')).toContainText('stuck here')
  await expect(hop(page, 'loaded')).toContainText('not reached')
  await expect(page.getByRole('list', { name: 'What to do' })).toContainText('/reload-skills')

  await page.getByRole('button', { name: 'Sync 1 file' }).click()
  await expect(hop(page, 'cache')).toContainText('arrived')
  await expect(hop(page, 'session')).toContainText('arrived')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain('in a hurry')
  await expect(page).toHaveTitle(/Why SKILL\.md/)

  await page.setViewportSize({ width: 390, height: 844 })
  edit(story.source(SKILL), 'in a hurry', 'backwards')
  await expect(hop(page, 'cache')).toContainText('stuck here')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('a piece of a path offers the files it may be, and the pane of a file leads here too', async ({ page, story }) => {
  await page.goto(story.link)
  await page.getByRole('link', { name: 'Why?' }).click()
  await page.getByRole('searchbox', { name: /Path of a file/ }).fill('speak/SKILL.md')
  await page.getByRole('button', { name: 'Ask' }).click()
  const meant = page.getByRole('list', { name: 'Files to ask about' })
  await expect(meant.getByRole('link')).toHaveCount(2)
  await meant.getByRole('link', { name: /plugins\/voice\// }).click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('reads this very content')

  await page.getByRole('region', { name: 'Answer' }).getByRole('link', { name: 'voice@lab' }).click()
  await page.locator('a[data-row][title="commands/shout.md"]').click()
  await page.locator('#file').getByRole('link', { name: 'Why?' }).click()
  await expect(page).toHaveTitle(/Why shout\.md/)
})
