import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { edit, expect, test } from './panel.ts'

const SKILL = 'skills/speak/SKILL.md'
const CALM = 'Read the text aloud in a calm voice.'
const HURRY = 'Read the text aloud in a hurry.'

test('an edit shows up by itself, is looked at, synced with one click, and taken back', async ({ page, story }) => {
  await page.goto(story.link)
  await expect(page).toHaveURL(`${new URL(story.link).origin}/`)
  const row = page.getByRole('row', { name: /voice@lab/ })
  await expect(row).toContainText('Live')

  edit(story.source(SKILL), CALM, HURRY)
  await expect(row).toContainText('Drifted 1')
  await expect(row).toContainText('/reload-skills')

  await row.getByRole('link', { name: 'voice@lab' }).click()
  await expect(page.getByRole('heading', { name: SKILL })).toBeVisible()
  await expect(page.locator('#file')).toContainText(HURRY)
  await expect(page.locator('#file')).toContainText(CALM)

  await page.getByRole('button', { name: 'Sync 1 file' }).click()
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Synced 1 file')
  await expect(page.locator('#main')).toContainText('Live')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(HURRY)

  await page.getByRole('region', { name: 'Latest actions' }).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Undid')
  await expect(page.locator('#main')).toContainText('Drifted 1')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(CALM)
  expect(readFileSync(story.source(SKILL), 'utf8')).toContain(HURRY)
})

test('one click on the home page is enough, and says what is left to do', async ({ page, story }) => {
  await page.goto(story.link)
  edit(story.source(SKILL), CALM, HURRY)
  const row = page.getByRole('row', { name: /voice@lab/ })
  await row.getByRole('button', { name: 'Sync 1 file' }).click()
  await expect(row).toContainText('Live')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(HURRY)
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Synced 1 file')
})

test('a plugin of a directory marketplace is read in place and offers no sync', async ({ page, story }) => {
  await page.goto(story.link)
  const row = page.getByRole('row', { name: /drill@shed/ })
  await expect(row).toContainText('in place')
  await row.getByRole('link', { name: 'drill@shed' }).click()
  await expect(page.getByText('there is nothing to sync')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Sync/ })).toHaveCount(0)
})

test('plugins are found and opened by keyboard alone', async ({ page, story }) => {
  await page.goto(story.link)
  await expect(page.getByRole('row', { name: /voice@lab/ })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('drill')
  await expect(page.getByRole('row', { name: /voice@lab/ })).toHaveCount(0)
  await expect(page.getByRole('searchbox')).toHaveValue('drill')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/plugins\/drill@shed/)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a broken installed_plugins.json is named with its place, and heals when it is whole again', async ({
  page,
  story,
}) => {
  const file = join(story.isolated.configDir, 'plugins', 'installed_plugins.json')
  const whole = readFileSync(file, 'utf8')
  await page.goto(story.link)
  await expect(page.getByRole('row', { name: /voice@lab/ })).toBeVisible()

  writeFileSync(file, whole.slice(0, whole.length - 40))
  const problems = page.locator('#problems')
  await expect(problems).toContainText('installed_plugins.json')
  await expect(problems).toContainText('line ')
  await page.getByRole('link', { name: 'Marketplaces' }).click()
  await expect(page.getByRole('heading', { name: 'lab', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Plugins', exact: true }).click()
  expect(readFileSync(file, 'utf8')).toBe(whole.slice(0, whole.length - 40))

  writeFileSync(`${file}.new`, whole)
  renameSync(`${file}.new`, file)
  await expect(page.getByRole('row', { name: /voice@lab/ })).toBeVisible()
  await expect(problems).toHaveCount(0)
})

test('what is being typed survives a change elsewhere, with its focus', async ({ page, story }) => {
  await page.goto(story.link)
  await page.getByRole('searchbox').fill('voi')
  await expect(page.getByRole('row', { name: /drill@shed/ })).toHaveCount(0)
  edit(story.source(SKILL), CALM, HURRY)
  await expect(page.getByRole('row', { name: /voice@lab/ })).toContainText('Drifted 1')
  await expect(page.getByRole('searchbox')).toHaveValue('voi')
  await expect(page.getByRole('searchbox')).toBeFocused()
})

test('what is open stays open while the page changes around it', async ({ page, story }) => {
  edit(story.source(SKILL), CALM, HURRY)
  await page.goto(story.link)
  await page.getByRole('table').getByRole('link', { name: 'voice@lab' }).click()
  const evidence = page.locator('#file details.evidence')
  await evidence.locator('summary').click()
  await expect(evidence).toContainText('2.1.329')
  edit(story.source('agents/critic.md'), 'hissing', 'rasping')
  await expect(page.locator('#main')).toContainText('Drifted 2')
  await expect(evidence).toHaveAttribute('open')
})

test('nothing on the pages breaks the policy or fails to load', async ({ page, story }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(story.link)
  for (const name of ['Marketplaces', 'History', 'Guide', 'Plugins'])
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click()
  await page.goto(`${new URL(story.link).origin}/plugins/voice@lab?file=${SKILL}&state=all&view=split`)
  await expect(page.getByRole('heading', { name: SKILL })).toBeVisible()
  expect(complaints).toEqual([])
})

test('a sync of files that changed since is refused with a sentence that stays, and nothing is changed', async ({
  page,
  story,
}) => {
  edit(story.source(SKILL), CALM, HURRY)
  await page.route('**/events', (route) => route.abort())
  await page.goto(story.link)
  await page.goto(`${new URL(story.link).origin}/plugins/voice@lab/sync`)
  edit(story.source(SKILL), HURRY, 'Read the text aloud backwards.')
  await page.getByRole('button', { name: 'Sync 1 file' }).click()
  const refusal = page.getByRole('alert')
  await expect(refusal).toContainText('changed since this plan was shown')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(CALM)

  const refreshed = page.waitForResponse(/\/sync$/)
  await page.evaluate("htmx.trigger('#main', 'again')")
  await refreshed
  await expect(page.locator('#main.htmx-request')).toHaveCount(0)
  await expect(refusal).toContainText('changed since this plan was shown')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(refusal).toHaveCount(0)
})
