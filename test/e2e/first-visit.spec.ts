import { expect, test } from 'playwright/test'
import { type Isolated, isolate } from '../claude/drive/isolated.ts'
import { gitMarketplace } from '../claude/drive/marketplaces.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { startPanel } from '../support/hotplug.ts'

const withoutClaude = (isolated: Isolated): Isolated => ({
  ...isolated,
  program: `${isolated.root}/no/such/claude`,
  env: { ...isolated.env, PATH: `${isolated.root}/nowhere` },
})

test('who comes without the link is refused and told where the link is; the link lets in once', async ({ browser }) => {
  using isolated = isolate()
  const panel = await startPanel(isolated, '--port', '0')
  const stranger = await browser.newPage()
  const refused = await stranger.goto(panel.origin)
  expect(refused?.status()).toBe(401)
  await expect(stranger.getByRole('heading')).toContainText('Not signed in')
  await expect(stranger.getByText('one-time link that was printed where it was started')).toBeVisible()
  await expect(stranger.getByRole('link')).toHaveCount(0)
  expect(await stranger.content()).not.toContain(isolated.configDir)

  const owner = await browser.newPage()
  await owner.goto(panel.link)
  await expect(owner).toHaveURL(`${panel.origin}/`)
  expect((await stranger.goto(panel.link))?.status()).toBe(401)
  await panel.stop()
})

test('an empty folder says what was found where, and shows the first plugin by itself', async ({ page }) => {
  using isolated = isolate()
  const panel = await startPanel(isolated, '--port', '0')
  await page.goto(panel.link)
  await expect(page.getByRole('heading', { name: 'No plugin is installed yet' })).toBeVisible()
  await expect(page.locator('.first')).toContainText('Claude Code 2.1.329')
  await expect(page.locator('.first')).toContainText(`${isolated.configDir} was read; it records no plugin.`)
  await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
  await expect(page.getByRole('row', { name: /voice@lab/ })).toContainText('Live')
  await panel.stop()
})

test('without a claude everything is shown from the files, and the page says so', async ({ page }) => {
  using isolated = isolate()
  await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
  const panel = await startPanel(withoutClaude(isolated), '--port', '0')
  await page.goto(panel.link)
  await expect(page.getByText('No claude was found')).toBeVisible()
  await expect(page.locator('#claude')).toContainText('No claude found')
  await expect(page.getByRole('row', { name: /voice@lab/ })).toContainText('Live')
  await panel.stop()
})
