import { test as base, expect } from 'playwright/test'
import { gitMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { type Isolated, isolate } from '../claude/drive/isolated.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { startPanel } from '../support/hotplug.ts'

const withoutClaude = (isolated: Isolated): Isolated => ({
  ...isolated,
  program: `${isolated.root}/no/such/claude`,
  env: { ...isolated.env, PATH: `${isolated.root}/nowhere` },
})

/** Starts panels, and ends those that are still there when the story is over, however it went. */
const test = base.extend<{ start: (...args: Parameters<typeof startPanel>) => Promise<Panel> }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixtures from this pattern
  start: async ({}, use) => {
    const running = new Set<Panel>()
    await use(async (...args) => {
      const { stop, ...rest } = await startPanel(...args)
      const panel: Panel = {
        ...rest,
        stop: (signal) => {
          running.delete(panel)
          return stop(signal)
        },
      }
      running.add(panel)
      return panel
    })
    for (const panel of running) await panel.stop()
  },
})

type Panel = Awaited<ReturnType<typeof startPanel>>

test('who comes without the link is refused and told where the link is; the link lets in once', async ({
  browser,
  start,
}) => {
  using isolated = isolate()
  const panel = await start(isolated, '--port', '0')
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
})

test('an empty folder says what was found where, and shows the first plugin by itself', async ({ page, start }) => {
  using isolated = isolate()
  const panel = await start(isolated, '--port', '0')
  await page.goto(panel.link)
  await expect(page.getByRole('heading', { name: 'No plugin is installed yet' })).toBeVisible()
  await expect(page.locator('.first')).toContainText('Claude Code 2.1.329')
  await expect(page.locator('.first')).toContainText(`${isolated.configDir} was read; it records no plugin.`)
  await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
  await expect(page.getByRole('row', { name: /voice@lab/ })).toContainText('Live')
})

test('without a claude everything is shown from the files, and the page says so', async ({ page, start }) => {
  using isolated = isolate()
  await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
  const panel = await start(withoutClaude(isolated), '--port', '0')
  await page.goto(panel.link)
  await expect(page.getByText('No claude was found')).toBeVisible()
  await expect(page.locator('#claude')).toContainText('No claude found')
  await expect(page.getByRole('row', { name: /voice@lab/ })).toContainText('Live')
})

test('a page whose panel has ended says so, and when another one takes its place, that it is signed out', async ({
  page,
  start,
}) => {
  using isolated = isolate()
  const panel = await start(isolated, '--port', '0')
  await page.goto(panel.link)
  const live = page.locator('#live')
  await expect(live).toHaveText('live')
  await panel.stop()
  await expect(live).toHaveText('reconnecting…')
  const next = await start(isolated, '--port', new URL(panel.link).port)
  await expect(live).toHaveText('signed out')
  await page.goto(next.link)
  await expect(live).toHaveText('live')
})
