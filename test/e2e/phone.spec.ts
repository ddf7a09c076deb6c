import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { edit, expect, test } from './panel.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

const SKILL = 'skills/speak/SKILL.md'

test('on a phone a drifted plugin is opened, synced and taken back, and nothing scrolls sideways', async ({
  page,
  story,
}) => {
  edit(story.source(SKILL), 'in a calm voice', 'in a hurry')
  await page.goto(story.link)
  const row = page.getByRole('row', { name: /voice@lab/ })
  await expect(row).toContainText('Drifted 1')
  await fits(page)

  await row.getByRole('link', { name: 'voice@lab' }).tap()
  await expect(page.locator('#file')).toContainText('in a hurry')
  await fits(page)
  await page.getByRole('link', { name: 'What it will do' }).tap()
  await expect(page.getByRole('heading', { name: 'Replaced' })).toBeVisible()
  await fits(page)

  await page.getByRole('button', { name: 'Sync 1 file' }).tap()
  const latest = page.getByRole('region', { name: 'Latest actions' })
  await expect(latest).toContainText('Synced 1 file of voice@lab.')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain('in a hurry')
  await fits(page)

  await latest.getByRole('button', { name: 'Undo' }).tap()
  await expect(latest).toContainText('Undid “Synced 1 file” of voice@lab.')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain('in a calm voice')
  for (const name of ['Marketplaces', 'History', 'Guide', 'Plugins']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).tap()
    await expect(page).toHaveTitle(new RegExp(name))
    await fits(page)
  }
})

async function fits(page: Page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content, page.url()).toBeLessThanOrEqual(window ?? 0)
}
