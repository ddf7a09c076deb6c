import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect as expectSoon, type Page } from 'playwright/test'
import { type Isolated, isolate } from '../claude/drive/isolated.ts'
import { groupMarketplace, idOf, installedIn } from '../support/groups.ts'
import { environmentOf, startPanel } from '../support/hotplug.ts'

/** Claude Code itself takes a second or two for each of its commands. */
const expect = expectSoon.configure({ timeout: 20_000 })
base.describe.configure({ timeout: 120_000 })

type Place = {
  isolated: Isolated
  link: string
  at: (path: string) => string
  /** As long as this file is there an install waits. */
  gate: string
  /** What Claude Code runs before a prompt, by the command that the installed hooks have. */
  prompt: (text: string) => void
}

/** A React project, a marketplace with the groups' plugins, nothing installed; and a `claude` that lets us look on. */
const test = base.extend<{ place: Place }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixtures from this pattern
  place: async ({}, use) => {
    using isolated = isolate()
    await groupMarketplace(isolated, ['release', 'frontend', 'testing'])
    const manifest = { name: 'shop', dependencies: { react: '19.2.0' } }
    writeFileSync(join(isolated.project, 'package.json'), JSON.stringify(manifest))
    writeFileSync(join(isolated.project, 'CLAUDE.md'), '# Shop\n')
    const gate = join(isolated.root, 'gate')
    const program = join(isolated.root, 'claude')
    const wait = `if [ "$2" = install ]; then while [ -e "${gate}" ]; do sleep 0.05; done; fi`
    writeFileSync(program, `#!/bin/sh\n${wait}\nexec "${isolated.program}" "$@"\n`)
    chmodSync(program, 0o755)
    const watched = { ...isolated, program }
    const panel = await startPanel(watched, '--port', '0')
    await use({
      isolated,
      link: panel.link,
      at: (path) => new URL(path, panel.link).href,
      gate,
      prompt(text) {
        const hooks = join(isolated.root, 'state', 'claude-plugin', 'hotplug', 'hooks', 'hooks.json')
        const { UserPromptSubmit } = JSON.parse(readFileSync(hooks, 'utf8')).hooks
        const event = {
          hook_event_name: 'UserPromptSubmit',
          session_id: 'a-session',
          cwd: isolated.project,
          prompt: text,
        }
        execFileSync('sh', ['-c', UserPromptSubmit[0].hooks[0].command], {
          ...{ input: JSON.stringify(event), cwd: isolated.project, env: environmentOf(watched) },
        })
      },
    })
    await panel.stop()
  },
})

test('a group is approved and installed, a prompt is tried, and one decision is called wrong', async ({
  page,
  place,
}) => {
  await page.goto(place.link)
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  const headline = page.getByRole('heading', { level: 1 })
  await expect(headline).toHaveText(
    'Auto-loading is on: no group loads by itself, 13 are suggested; hooks are not installed',
  )
  const frontend = page.locator('#group-frontend')
  await expect(frontend).toContainText('Not installed, in specweave')
  await expect(page.locator('#group-jira')).toContainText('In no marketplace of yours')

  await frontend.getByRole('link', { name: 'Auto…' }).click()
  await expect(page.getByRole('region', { name: 'Plugins' })).toContainText(idOf('frontend'))
  await page.getByRole('button', { name: `Approve ${idOf('frontend')}` }).click()
  await expect(headline).toContainText('1 group loads by itself, 12 are suggested')
  expect(installedIn(place.isolated).installed).toEqual([])

  writeFileSync(place.gate, '')
  await frontend.getByRole('button', { name: 'Load Frontend now' }).click()
  await expect(frontend.getByRole('button', { name: 'Loading…' })).toBeDisabled()
  await expect(page.locator('#activity')).toContainText(`Loading frontend ${idOf('frontend')}`)
  unlinkSync(place.gate)
  await expect(frontend).toContainText('Installed, enabled')
  await expect(frontend.getByRole('button', { name: /Load/ })).toHaveCount(0)
  expect(installedIn(place.isolated)).toEqual({ installed: [idOf('frontend')], enabled: [idOf('frontend')] })

  await page.getByRole('link', { name: 'Install…' }).click()
  await expect(page.locator('#group-commands')).toContainText('claude plugin install hotplug@hotplug')
  await page.getByRole('button', { name: 'Install the hooks' }).click()
  await expect(headline).toContainText('hooks are installed')

  await page.getByRole('link', { name: 'Try a prompt' }).click()
  const prompt = page.getByLabel('A prompt')
  await prompt.fill('publish the new release to npm, but do not touch the react components')
  await expect(page.locator('#tried')).toContainText('This prompt asks for release')
  await expect(page.locator('#tried .prompt mark.for').first()).toContainText('publish')
  await expect(page.locator('#suppressed')).toContainText('taken back by')
  await expect(page.locator('#tried')).toContainText('Would be suggested')
  await expect(prompt).toBeFocused()
  await page.getByRole('button', { name: 'Look at this project' }).click()
  await expect(page.locator('#tried')).toContainText('This project asks for frontend')
  await expect(page.locator('#counted')).toContainText('package.json')

  await recorded(page, place, 'what is the capital of France?', '/history/loads?outcome=nothing')
  await recorded(page, place, 'make the dashboard of this react app faster', '/history/loads?outcome=already+there')
  await page.goto(place.at('/history/loads'))
  const line = page.locator('.loads > li').first()
  await expect(line).toContainText('Already there')
  await expect(line).toContainText('react')
  await line.locator('summary').click()
  await expect(line.locator('details mark').first()).toBeVisible()
  await page.getByLabel('Outcome').selectOption('Loaded')
  await expect(page.locator('.loads > li')).toHaveCount(1)
  await expect(page.locator('.loads > li')).toContainText('asked for by hand')
  await page.getByLabel('Outcome').selectOption('Nothing was asked for')
  await expect(page.locator('.loads > li')).toContainText('A prompt asked for nothing')
  await page.getByRole('link', { name: 'Show all' }).click()

  await page.getByRole('button', { name: 'frontend was wrong' }).first().click()
  await expect(headline).toContainText('1 called wrong')
  await expect(page.locator('.loads > li.wrong')).toHaveCount(1)
  await page.goto(place.at('/autoload/try'))
  await prompt.fill('make the dashboard of this react app faster')
  await expect(page.locator('#tried')).toContainText('asks for no group')
  await expect(page.locator('#suppressed')).toContainText('you called it wrong here')
})

test('a draft of the rules names its faults, is tried on the history, saved, and kept', async ({ page, place }) => {
  await page.goto(place.link)
  await page.goto(place.at('/autoload/hooks/installation'))
  await page.getByRole('button', { name: 'Install the hooks' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('hooks are installed')
  await page.goto(place.at('/history/loads'))
  await page.getByRole('switch', { name: 'Keep the text of prompts' }).click()
  await expect(page.getByRole('switch', { name: 'Keep the text of prompts' })).toBeChecked()
  await recorded(page, place, 'polish the zorkel a little', '/history/loads?outcome=nothing')

  await page.goto(place.at('/autoload/rules'))
  const text = page.getByLabel('groups.yaml')
  await text.fill('frontend:\n  prompt:\n    stronk: [zorkel]\n')
  await page.getByRole('button', { name: 'Try it on the history' }).click()
  await expect(page.getByRole('alert')).toContainText('Line 3')
  await expect(page.getByRole('alert')).toContainText('stronk is not known here')
  await text.fill('frontend:\n  prompt:\n    strong: [zorkel]\n')
  await page.getByRole('button', { name: 'Try it on the history' }).click()
  await expect(page.locator('#backtest')).toContainText('1 prompt was judged anew')
  await expect(page.locator('#backtest')).toContainText('1 group would have been different')
  await expect(page.locator('#backtest .examples')).toContainText('polish the zorkel')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Created the groups in')
  const file = join(place.isolated.root, 'state', 'groups.yaml')
  expect(readFileSync(file, 'utf8')).toContain('zorkel')
  await page.goto(place.at('/autoload/rules'))
  await text.fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('region', { name: 'Latest actions' })).toContainText('Changed the groups in')
  expect(readFileSync(file, 'utf8')).toBe('')
  await page.goto(place.at('/autoload/rules'))
  await page.getByText('1 earlier version').click()
  await page.getByRole('link', { name: 'Take it up as a draft' }).click()
  await expect(text).toHaveValue(/zorkel/)
  await page.getByRole('main').getByRole('link', { name: 'Auto-load' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Auto-loading is on')
  await expect(text).toHaveCount(0)
})

/** A hook ends by itself when the machine is too busy for it; then the same is asked again. */
async function recorded(page: Page, place: Place, text: string, path: string) {
  await expect(async () => {
    place.prompt(text)
    await page.goto(place.at(path))
    await expect(page.locator('.loads > li').first()).toBeVisible({ timeout: 500 })
  }).toPass()
}

test('on a phone every page of auto-loading fits', async ({ page, place }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(place.link)
  for (const path of [
    '/autoload',
    '/autoload/try',
    '/autoload/rules',
    '/autoload/groups/frontend/approval',
    '/autoload/hooks/installation',
    '/autoload/instructions',
    '/history/loads',
  ]) {
    await page.goto(place.at(path))
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(content, path).toBeLessThanOrEqual(window ?? 0)
  }
})
