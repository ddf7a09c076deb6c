import { startModel } from '../../server/probe/drive/model.ts'
import { openSession } from '../../server/probe/drive/session.ts'
import { edit, expect, test } from './panel.ts'

const SKILL = 'skills/speak/SKILL.md'

test('a running session shows the file it has not read again, until it has, and is gone when it ends', async ({
  page,
  story,
}) => {
  await using model = await startModel()
  await page.goto(story.link)
  await page.getByRole('link', { name: 'Sessions' }).click()
  await expect(page.getByRole('heading', { name: 'No session is running' })).toBeVisible()

  const { isolated } = story
  const env = { ...isolated.env, ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: 'none-is-needed' }
  const session = openSession({ ...isolated, env }, model)
  await session.say('hello')
  const place = page.getByRole('region', { name: isolated.project })
  await expect(place).toContainText('Claude Code 2.1.329')
  await expect(place).toContainText(`process ${session.pid}`)
  await expect(place).toContainText('2 plugins as on the disk now')

  edit(story.cached(SKILL), 'calm', 'hasty')
  const held = place.getByRole('listitem').filter({ hasText: 'voice@lab' })
  await expect(held).toContainText('It still has 1 file as of')
  await expect(held.getByRole('row', { name: SKILL })).toContainText('/reload-skills')
  await expect(place).toContainText('1 plugin as on the disk now')

  await page.getByRole('link', { name: 'Plugins', exact: true }).click()
  const stale = page.getByRole('row', { name: /voice@lab/ }).getByRole('link', { name: 'session stale' })
  await stale.click()
  await expect(page.getByRole('heading', { name: '1 of 1 session is stale with voice@lab' })).toBeVisible()

  await session.say('/reload-skills')
  await expect(page.getByRole('heading', { name: '1 session, none is stale with voice@lab' })).toBeVisible()
  await expect(held).toContainText('It has the files as they are now.')
  await session.close()
  await expect(page.getByRole('heading', { name: 'No running session has to do with voice@lab' })).toBeVisible()
})
