import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './panel.ts'

const LONG_AGO = new Date(Date.now() - 12 * 86_400_000)

/** What Claude Code leaves: an orphan of 12 days, a clone of a process that is gone; and a link of the user's own. */
function litter(configDir: string, checkout: string) {
  const at = (path: string) => join(configDir, 'plugins', 'cache', path)
  const lay = (path: string, files: Record<string, string>) => {
    mkdirSync(at(path), { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(at(path), name), text)
    utimesSync(at(path), LONG_AGO, LONG_AGO)
  }
  lay('lab/voice/0.0.9', { '.orphaned_at': String(LONG_AGO.getTime()), 'notes.md': 'Old notes.' })
  lay('temp_github_1700000000000_ab12cd', { pack: 'x'.repeat(50_000) })
  mkdirSync(checkout, { recursive: true })
  writeFileSync(join(checkout, 'SKILL.md'), 'Mine.')
  mkdirSync(at('lab/sketch'))
  symlinkSync(checkout, at('lab/sketch/0.1.0'))
  return {
    at,
    orphan: at('lab/voice/0.0.9'),
    clone: at('temp_github_1700000000000_ab12cd'),
    link: at('lab/sketch/0.1.0'),
  }
}

test('the cache is looked through, reviewed, cleared, and everything is put back', async ({ page, story }) => {
  const checkout = join(story.isolated.home, 'dev', 'sketch')
  const { orphan, clone, link } = litter(story.isolated.configDir, checkout)
  await page.goto(story.link)
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/\/cache$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('5 folders')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 folders may go')
  await expect(page.getByRole('row', { name: /voice@lab 0\.0\.9/ })).toContainText('orphaned 12 d ago')
  await expect(page.getByRole('row', { name: /voice@lab 0\.1\.0/ })).toContainText('installed in user scope')
  await expect(page.getByRole('img', { name: /1 folder, .* may go/ }).first()).toBeVisible()

  await page.getByRole('link', { name: /^Review and clear 3 folders, .*…$/ }).click()
  await expect(page).toHaveURL(/\/cache\/clearing\?what=all$/)
  await expect(page.getByText('never followed')).toBeVisible()
  for (const path of [orphan, clone, link]) expect(existsSync(path)).toBe(true)

  await page.getByRole('button', { name: /^Clear 3 folders/ }).click()
  const notice = page.getByRole('region', { name: 'Latest actions' })
  await expect(notice).toContainText(/Cleared 3 folders, \d+ KiB\./)
  await expect(page).toHaveURL(/\/cache$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('none may go now')
  for (const path of [orphan, clone, link]) expect(existsSync(path)).toBe(false)
  expect(readFileSync(join(checkout, 'SKILL.md'), 'utf8')).toBe('Mine.')
  expect(readFileSync(story.cached('skills/speak/SKILL.md'), 'utf8')).toContain('calm voice')

  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect(notice).toContainText('Undid “Cleared 3 folders')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 folders may go')
  expect(readFileSync(join(orphan, 'notes.md'), 'utf8')).toBe('Old notes.')
  expect(readFileSync(join(link, 'SKILL.md'), 'utf8')).toBe('Mine.')
})

test('only what is asked for goes, and one row at a time if so', async ({ page, story }) => {
  const { orphan, clone, link } = litter(story.isolated.configDir, join(story.isolated.home, 'dev', 'sketch'))
  await page.goto(story.link)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Cache' }).click()
  await page
    .getByRole('row', { name: /temp_github/ })
    .getByRole('link', { name: 'Clear…' })
    .click()
  await page.getByRole('button', { name: /^Clear 1 folder/ }).click()
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Cleared 1 folder')
  expect([existsSync(orphan), existsSync(clone), existsSync(link)]).toEqual([true, false, true])

  await page.getByRole('link', { name: /^Only orphaned versions: 1 folder/ }).click()
  await page.getByRole('button', { name: /^Clear 1 folder/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 folder may go')
  expect([existsSync(orphan), existsSync(link)]).toEqual([false, true])
})

test('an installed version is never cleared: its row leads to reinstalling it', async ({ page, story }) => {
  await page.goto(`${story.link}`)
  await page.goto(`${new URL(story.link).origin}/cache/clearing?what=voice@lab@0.1.0`)
  await expect(page.getByRole('alert')).toContainText(
    'It is installed; Claude Code does not rebuild it by itself (measured).',
  )
  await expect(page.getByRole('button', { name: /^Clear/ })).toHaveCount(0)
  await page.goto(`${new URL(story.link).origin}/cache`)
  await page
    .getByRole('row', { name: /voice@lab 0\.1\.0/ })
    .getByRole('link', { name: 'Reinstall…' })
    .click()
  await expect(page).toHaveURL(/\/plugins\/voice@lab\/reinstall$/)
})

test('what appears while the plan is being read is refused with the new plan', async ({ page, story }) => {
  const { at, orphan } = litter(story.isolated.configDir, join(story.isolated.home, 'dev', 'sketch'))
  await page.route('**/events', (route) => route.abort())
  await page.goto(story.link)
  await page.goto(`${new URL(story.link).origin}/cache/clearing?what=orphans`)
  mkdirSync(at('lab/voice/0.0.8'))
  writeFileSync(at('lab/voice/0.0.8/.orphaned_at'), '1')
  await page.getByRole('button', { name: /^Clear 1 folder/ }).click()
  await expect(page.getByRole('alert')).toContainText(
    'The cache changed since this plan was shown, so nothing was cleared.',
  )
  await expect(page.getByRole('button', { name: /^Clear 2 folders/ })).toBeVisible()
  expect(existsSync(orphan)).toBe(true)
})
