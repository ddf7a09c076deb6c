import { readFileSync, writeFileSync } from 'node:fs'
import { edit, expect, test } from './panel.ts'

const SKILL = 'skills/speak/SKILL.md'
const CALM = 'Read the text aloud in a calm voice.'
const HURRY = 'Read the text aloud in a hurry.'
const SLOW = 'Read the text aloud slowly.'

test('once its switch is on, a save is copied without a click, until it is switched off again', async ({
  page,
  story,
}) => {
  await page.goto(story.link)
  const row = page.getByRole('row', { name: /voice@lab/ })
  const toggle = row.getByRole('switch', { name: 'Sync voice@lab on save' })
  await expect(toggle).toHaveAttribute('aria-checked', 'false')
  await expect(page.getByRole('row', { name: /drill@shed/ }).getByRole('switch')).toHaveCount(0)

  await toggle.click()
  await expect(toggle).toHaveAttribute('aria-checked', 'true')
  await expect(row).toContainText('up to date')
  edit(story.source(SKILL), CALM, HURRY)
  const latest = page.getByRole('region', { name: 'Latest actions' })
  await expect(latest).toContainText('Synced 1 file on save of voice@lab.')
  await expect(latest).toContainText('No running session has it loaded')
  await expect(row).toContainText('up to date')
  await expect(row).toContainText('Live')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(HURRY)

  await latest.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toContainText('waiting')
  await expect(row.locator('td.w')).toHaveAttribute('title', 'Undone; waiting for the next save.')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(CALM)

  await toggle.click()
  await expect(toggle).toHaveAttribute('aria-checked', 'false')
  edit(story.source(SKILL), HURRY, SLOW)
  await expect(row).toContainText('Drifted 1')
  await expect(row).not.toContainText('up to date')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(CALM)
})

test('the switch is still on when the panel starts again, and what was saved meanwhile is copied', async ({
  page,
  story,
}) => {
  await page.goto(story.link)
  await page
    .getByRole('row', { name: /voice@lab/ })
    .getByRole('link', { name: 'voice@lab' })
    .click()
  await page.keyboard.press('w')
  const toggle = page.getByRole('switch', { name: 'Sync voice@lab on save' })
  await expect(toggle).toHaveAttribute('aria-checked', 'true')
  await story.restart(() => edit(story.source(SKILL), CALM, HURRY))
  await page.goto(story.link)
  await expect(page.getByRole('row', { name: /voice@lab/ }).getByRole('switch')).toHaveAttribute('aria-checked', 'true')
  await expect(page.getByRole('row', { name: /voice@lab/ })).toContainText('up to date')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(HURRY)
})

test('an edit in the loaded copy is a conflict that is shown, with the way to the file; the rest goes on', async ({
  page,
  story,
}) => {
  await page.goto(story.link)
  await page.getByRole('switch', { name: 'Sync all plugins on save' }).click()
  const row = page.getByRole('row', { name: /voice@lab/ })
  await expect(row).toContainText('up to date')
  edit(story.cached('commands/shout.md'), 'capital', 'small')
  edit(story.source(SKILL), CALM, HURRY)
  await expect(row).toContainText('conflict')
  await expect.poll(() => readFileSync(story.cached(SKILL), 'utf8')).toContain(HURRY)
  await row.getByRole('link', { name: 'voice@lab' }).click()
  await expect(page.locator('#watch')).toContainText('1 file was edited in the loaded copy')
  await page.locator('#watch').getByRole('link', { name: 'Show these files' }).click()
  await expect(page.getByRole('heading', { name: 'commands/shout.md' })).toBeVisible()
  expect(readFileSync(story.cached('commands/shout.md'), 'utf8')).toContain('small')
})

test('the switch of a row is reached and turned by the keyboard, and keeps the focus', async ({ page, story }) => {
  await page.goto(story.link)
  await page
    .getByRole('row', { name: /voice@lab/ })
    .getByRole('link', { name: 'voice@lab' })
    .focus()
  await page.keyboard.press('w')
  const toggle = page.getByRole('row', { name: /voice@lab/ }).getByRole('switch')
  await expect(toggle).toHaveAttribute('aria-checked', 'true')
  await toggle.focus()
  await page.keyboard.press('Space')
  await expect(toggle).toHaveAttribute('aria-checked', 'false')
  await expect(toggle).toBeFocused()
  writeFileSync(story.source('new.md'), 'New.\n')
  await expect(page.getByRole('row', { name: /voice@lab/ })).toContainText('Drifted 1')
  await expect(toggle).toBeFocused()
})
