import { readFileSync, writeFileSync } from 'node:fs'
import { edit, expect, test } from './panel.ts'

const SCRIPT = 'hooks/remind.mjs'
const BROKEN = "console.log('Voice:'"

test('a hook that is broken while one types is found on the open page, and gone when it is mended', async ({
  page,
  story,
}) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(story.link)
  await page.getByRole('link', { name: 'Doctor' }).click()
  const finding = page.getByRole('listitem').filter({ hasText: 'A syntax error in' })
  await expect(page.getByText(/^Examined: 2 plugins/)).toBeVisible()
  await expect(finding).toHaveCount(0)

  const whole = readFileSync(story.source(SCRIPT), 'utf8')
  edit(story.source(SCRIPT), "console.log('Voice:',", BROKEN)
  await expect(finding).toContainText('Error UserPromptSubmit hook hooks/remind.mjs:4')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 error')
  await expect(page.getByRole('region', { name: /voice@lab/ })).toContainText('A syntax error in')

  await finding.getByRole('link', { name: 'UserPromptSubmit hook' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('UserPromptSubmit hook of voice@lab')
  await expect(finding).toContainText('How this is known')
  writeFileSync(story.source(SCRIPT), whole)
  await expect(finding).toHaveCount(0)

  await page.getByLabel('I have read the command: run it on this machine').check()
  await page.getByRole('button', { name: 'Run it' }).click()
  const verdict = page.getByRole('region', { name: /Goes on/ })
  await expect(verdict).toContainText('Success.')
  await expect(verdict).toContainText('Voice: briefly Answer as if it were heard. Avoid tables.')
  expect(errors).toEqual([])
})

test('a finding is muted with a reason where it stands, and counts again afterwards', async ({ page, story }) => {
  await page.goto(story.link)
  await expect(page.getByRole('row', { name: /voice@lab/ })).toBeVisible()
  const mark = page.getByRole('row', { name: /voice@lab/ }).getByRole('link', { name: '1 error' })
  edit(story.source(SCRIPT), "console.log('Voice:',", BROKEN)
  await expect(page.getByRole('link', { name: '1 error found' })).toBeVisible()
  await mark.click()
  await expect(page).toHaveURL(/\/doctor\?plugin=voice%40lab/)
  const finding = page.getByRole('listitem').filter({ hasText: 'A syntax error in' })
  await finding.getByText('Mute…').click()
  await finding.getByLabel('Why it is fine here').fill('It is generated; the build mends it.')
  await finding.getByRole('button', { name: 'Mute' }).click()
  await expect(finding).toHaveCount(0)

  await page.getByRole('link', { name: 'Muted 1' }).click()
  await expect(finding).toContainText('ago: It is generated; the build mends it.')
  await page.goto(new URL('/plugins/voice@lab?file=hooks%2Fremind.mjs', story.link).href)
  await expect(page.locator('#file').getByRole('listitem')).toContainText('It is generated; the build mends it.')
  await page.getByRole('button', { name: 'Unmute' }).click()
  await expect(page.locator('#file').getByText('Mute…')).toBeVisible()

  await page.getByRole('link', { name: 'How this is known' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('A hook’s script has a syntax error')
  await expect(page.getByRole('region', { name: 'How this is known' })).toContainText(
    'measured with the real program, Claude Code 2.1.329',
  )
  await expect(finding).toHaveCount(1)
})
