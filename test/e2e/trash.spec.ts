import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hotplug } from '../support/hotplug.ts'
import { edit, expect, type Story, test } from './panel.ts'

const SKILL = 'skills/speak/SKILL.md'
const CRITIC = 'agents/critic.md'
const CALM = 'Read the text aloud in a calm voice.'
const HURRY = 'Read the text aloud in a hurry.'
const WHISPER = 'Read the text aloud in a whisper.'

async function synced(story: Story) {
  edit(story.source(SKILL), CALM, HURRY)
  rmSync(story.source(CRITIC))
  const { code, err } = await hotplug(story.isolated, 'sync', 'voice@lab')
  expect(err).toBe('')
  expect(code).toBe(0)
}

test('one file of an action is restored from the trash, and that is undone', async ({ page, story }) => {
  await synced(story)
  await page.goto(story.link)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Trash' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 action')
  await page.getByText('2 files in').click()
  const removed = page.getByRole('listitem').filter({ hasText: /^removed/ })
  await expect(removed).toContainText(CRITIC)
  await removed.getByRole('button', { name: 'Restore' }).click()

  const latest = page.getByRole('region', { name: 'Latest actions' })
  await expect(latest).toContainText(`Restored ${CRITIC}`)
  expect(existsSync(story.cached(CRITIC))).toBe(true)
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(HURRY)
  await latest.getByRole('button', { name: 'Undo' }).click()
  await expect(latest).toContainText('Undid')
  expect(existsSync(story.cached(CRITIC))).toBe(false)
})

test('newer work is not replaced before somebody has looked at it; then it lies in the trash itself', async ({
  page,
  story,
}) => {
  await synced(story)
  edit(story.cached(SKILL), HURRY, WHISPER)
  await page.goto(story.link)
  await page.goto(`${new URL(story.link).origin}/trash`)
  await page.getByRole('button', { name: 'Restore all' }).click()
  await expect(page.getByRole('alert')).toContainText(`${SKILL} was edited since`)
  await expect(page).toHaveURL(/\/trash\/[^/]+\/restoration$/)
  await expect(page.locator('#group-newer')).toContainText('what is there now goes to the trash')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(WHISPER)
  expect(existsSync(story.cached(CRITIC))).toBe(false)

  await page.getByRole('button', { name: 'Replace 1 newer file' }).click()
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Restored 2 files')
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(CALM)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2 actions')
  const state = join(story.isolated.root, 'state', 'trash')
  const kept = readdirSync(state).flatMap((token) =>
    readdirSync(join(state, token)).map((name) => join(state, token, name)),
  )
  expect(kept.some((file) => readFileSync(file, 'utf8').includes(WHISPER))).toBe(true)
})

test('the trash is emptied only after a list was shown that says it cannot be undone', async ({ page, story }) => {
  await synced(story)
  await page.goto(story.link)
  await page.goto(`${new URL(story.link).origin}/trash`)
  await page.getByRole('link', { name: 'Empty the trash…' }).click()
  await expect(page.getByText('This cannot be undone.')).toBeVisible()
  await expect(page.getByRole('listitem')).toContainText(['Synced 2 files (1 removed) of voice@lab.'])
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 action')

  await page.getByRole('link', { name: 'Empty the trash…' }).click()
  await page.getByRole('button', { name: /^Remove 1 action/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The trash is empty')
  expect(readdirSync(join(story.isolated.root, 'state', 'trash'))).toEqual([])
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.locator('#main')).toContainText('It cannot be undone: its trash was emptied.')
})

test('how much is kept is changed on the page, and nonsense is refused with a sentence', async ({ page, story }) => {
  await page.goto(story.link)
  await page.goto(`${new URL(story.link).origin}/trash`)
  await page.getByLabel('Size').fill('a lot')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert')).toContainText('“a lot” is no size.')
  await page.getByLabel('Days').fill('7')
  await page.getByLabel('Size').fill('500 MB')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Size')).toHaveValue('500 MiB')
  await page.reload()
  await expect(page.getByLabel('Days')).toHaveValue('7')
})

test('a strange thing in the trash has a row, and the page works on a phone', async ({ page, story }) => {
  await synced(story)
  await page.setViewportSize({ width: 390, height: 844 })
  writeFileSync(join(story.isolated.root, 'state', 'trash', `${'a long name '.repeat(15)}.txt`), 'x')
  await page.goto(story.link)
  await page.goto(`${new URL(story.link).origin}/trash`)
  await expect(page.locator('#strangers')).toContainText('Hotplug did not put it here')
  await page.getByText('2 files in').click()
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content).toBeLessThanOrEqual(window ?? 0)
})
