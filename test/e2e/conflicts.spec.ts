import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hotplug } from '../support/hotplug.ts'
import { edit, expect, test } from './panel.ts'

const SKILL = 'skills/speak/SKILL.md'
const CRITIC = 'agents/critic.md'
const CALM = 'Read the text aloud in a calm voice.'
const LOUD = 'Read the text aloud in a loud voice.'
const WHISPER = 'Read the text aloud in a whisper.'
const HURRY = 'Read the text aloud in a hurry.'

test('a file that was edited on both sides is looked at side by side, the loaded copy’s is kept, and that is undone', async ({
  page,
  story,
}) => {
  edit(story.source(SKILL), CALM, LOUD)
  expect((await hotplug(story.isolated, 'sync', 'voice@lab')).code).toBe(0)
  edit(story.source(SKILL), LOUD, HURRY)
  edit(story.cached(SKILL), LOUD, WHISPER)
  edit(story.cached(CRITIC), 'hissing', 'rasping')

  await page.goto(story.link)
  await page.getByRole('table').getByRole('link', { name: 'voice@lab' }).click()
  const conflicts = page.locator('#conflicts')
  await expect(conflicts).toContainText('1 conflict')
  await conflicts.getByRole('link', { name: SKILL }).click()
  const file = page.locator('#file')
  await expect(file.getByRole('heading', { name: SKILL })).toBeVisible()
  await expect(file.getByRole('columnheader')).toHaveText(['Loaded copy', 'Source'])
  await expect(file).toContainText(HURRY)
  await expect(file).toContainText(WHISPER)
  await expect(file.getByRole('button', { name: 'Keep the source’s' })).toBeVisible()

  await file.getByRole('button', { name: 'Keep the loaded copy’s' }).click()
  const latest = page.getByRole('region', { name: 'Latest actions' })
  await expect(latest).toContainText(`Kept the loaded copy’s ${SKILL} of voice@lab.`)
  await expect(conflicts).toHaveCount(0)
  expect(readFileSync(story.source(SKILL), 'utf8')).toContain(WHISPER)
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(WHISPER)

  await latest.getByRole('button', { name: 'Undo' }).click()
  await expect(latest).toContainText('Undid')
  await expect(conflicts).toContainText('1 conflict')
  expect(readFileSync(story.source(SKILL), 'utf8')).toContain(HURRY)
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(WHISPER)
})

test('an edit that was made in the loaded copy is brought back to the source, another is discarded', async ({
  page,
  story,
}) => {
  edit(story.cached(SKILL), CALM, WHISPER)
  edit(story.cached(CRITIC), 'hissing', 'rasping')
  await page.goto(story.link)
  await page.goto(`${new URL(story.link).origin}/plugins/voice@lab?file=${SKILL}`)
  await page.getByRole('button', { name: 'Bring back to source' }).click()
  const latest = page.getByRole('region', { name: 'Latest actions' })
  await expect(latest).toContainText(`Brought ${SKILL} back to the source of voice@lab.`)
  expect(readFileSync(story.source(SKILL), 'utf8')).toContain(WHISPER)

  await expect(page.getByRole('heading', { name: CRITIC })).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(latest).toContainText(`Discarded the edit of ${CRITIC} in the loaded copy of voice@lab.`)
  await expect(page.locator('#main')).toContainText('Live')
  expect(readFileSync(story.cached(CRITIC), 'utf8')).toContain('hissing')

  await latest.getByRole('link', { name: 'What it replaced' }).click()
  await page.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(latest).toContainText(`Restored ${CRITIC}`)
  expect(readFileSync(story.cached(CRITIC), 'utf8')).toContain('rasping')
})

test('an edit that changes while it is looked at is not settled by what was shown', async ({ page, story }) => {
  edit(story.cached(SKILL), CALM, WHISPER)
  await page.route('**/events', (route) => route.abort())
  await page.goto(story.link)
  await page.goto(`${new URL(story.link).origin}/plugins/voice@lab?file=${SKILL}`)
  edit(story.cached(SKILL), WHISPER, HURRY)
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('alert')).toContainText('changed since this plan was shown')
  await expect(page.locator('#file')).toContainText(HURRY)
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(HURRY)
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(readFileSync(story.cached(SKILL), 'utf8')).toContain(CALM)
})

test('what is no text says so and is settled all the same; a deletion is a choice like any other', async ({
  page,
  story,
}) => {
  writeFileSync(story.source('icon.bin'), 'a\0b')
  expect((await hotplug(story.isolated, 'sync', 'voice@lab')).code).toBe(0)
  writeFileSync(story.source('icon.bin'), 'a\0source')
  writeFileSync(story.cached('icon.bin'), 'a\0cache')
  await page.goto(story.link)
  await page.goto(`${new URL(story.link).origin}/plugins/voice@lab?file=icon.bin`)
  await expect(page.locator('#file')).toContainText('This is not text')
  rmSync(story.source('icon.bin'))
  await expect(page.locator('#file')).toContainText('It is gone there, so it goes from the loaded copy.')
  await page.getByRole('button', { name: 'Keep the loaded copy’s' }).click()
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Kept the loaded copy’s icon.bin')
  expect(readFileSync(story.source('icon.bin'), 'utf8')).toBe('a\0cache')
})
