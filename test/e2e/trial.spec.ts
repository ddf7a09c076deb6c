import { writeFileSync } from 'node:fs'
import { test as base, expect } from 'playwright/test'
import { directoryMarketplace, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { isolate } from '../claude/drive/isolated.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { startPanel } from '../support/hotplug.ts'

const SKILL = `---
description: Tells the news.
argument-hint: "[topic]"
---
Tell the news of $ARGUMENTS as @notes.txt says.
Today: !\`echo it is thursday\`
`

/** A panel on the real Claude Code, with a skill that takes words, mentions a file and runs a command. */
const test = base.extend<{ link: string; skill: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixtures from this pattern
  link: async ({}, use, info) => {
    using isolated = isolate()
    const lab = await directoryMarketplace(isolated, 'lab', {
      voice: { ...voicePlugin(), 'skills/tell/SKILL.md': SKILL },
    })
    writePlugin(isolated.project, { 'notes.txt': 'Keep it short.\n' })
    info.annotations.push({ type: 'skill', description: `${lab.pluginFolder('voice')}/skills/tell/SKILL.md` })
    const panel = await startPanel(isolated, '--port', '0')
    await use(panel.link)
    await panel.stop()
  },
  skill: async ({ link: _ }, use, info) =>
    use(info.annotations.find(({ type }) => type === 'skill')?.description ?? ''),
})

const LONG = { timeout: 60_000 }

test('somebody tries a skill, sees exactly what Claude is given, edits it and tries it again with its commands', async ({
  page,
  link,
  skill,
}) => {
  await page.goto(link)
  await page.goto(new URL('/skills', link).href)
  await page.getByRole('link', { name: '/voice:tell', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('voice:tell')
  await expect(page.getByLabel('Arguments')).toHaveAttribute('placeholder', '[topic]')

  const trial = page.locator('#trial')
  await page.getByLabel('Arguments').fill('the week')
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect(trial).toContainText('Typed /voice:tell the week', LONG)
  await expect(trial).toContainText('Tell the news of the week as @notes.txt says.')
  await expect(trial).toContainText('Today: [shell command execution disabled by policy]')
  await trial.getByText('With the file').click()
  await expect(trial).toContainText('Keep it short.')

  writeFileSync(skill, SKILL.replace('Tell the news', 'Sing the news'))
  await expect(trial).toContainText('The file changed since.', LONG)
  await trial.getByText('Its text runs 1 command').click()
  await expect(trial.getByRole('listitem').filter({ hasText: 'echo it is thursday' }).first()).toBeVisible()
  await page.getByLabel('Run them too').check()
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect(trial).toContainText('Sing the news of the week', LONG)
  await expect(trial).toContainText('Today: it is thursday')
  await expect(trial).toContainText('Its commands ran in an empty folder')
})
