import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from 'playwright/test'
import { directoryMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { isolate } from '../claude/drive/isolated.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { startPanel } from '../support/hotplug.ts'

const NEWER = '2.1.999'

/** A panel whose `claude` is the real one, but says that it is newer than every one that was measured. */
const test = base.extend<{ link: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixtures from this pattern
  link: async ({}, use) => {
    using isolated = isolate()
    await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
    const program = join(isolated.root, 'claude')
    const version = `if [ "$1" = --version ]; then echo "${NEWER} (Claude Code)"; exit; fi`
    writeFileSync(program, `#!/bin/sh\n${version}\nexec "${isolated.program}" "$@"\n`)
    chmodSync(program, 0o755)
    const panel = await startPanel({ ...isolated, program }, '--port', '0')
    await use(panel.link)
    await panel.stop()
  },
})

const LONG = { timeout: 90_000 }

test('a newer Claude Code is measured from the page, and what came of it stands beside the rule that ships', async ({
  page,
  link,
}) => {
  test.setTimeout(240_000)
  await page.goto(link)
  const offer = page.locator('#probe-offer')
  await expect(offer).toContainText(`Claude Code ${NEWER} is newer than 2.1.329`, LONG)
  await expect(offer.getByRole('link')).toHaveAttribute('href', '/probe')
  await offer.getByRole('button', { name: 'Dismiss' }).click()
  await expect(offer).toHaveCount(0)
  await page.getByRole('link', { name: 'Guide' }).click()
  await expect(offer).toHaveCount(0)
  await page.getByRole('link', { name: 'Measure it here' }).click()
  await expect(page.getByText('Nothing was measured here yet.')).toBeVisible()

  await page.getByText('Only some kinds').click()
  await page.getByLabel('hook-script', { exact: true }).check()
  await page.getByRole('button', { name: `Probe ${NEWER}` }).click()
  await expect(page.locator('#activity')).toContainText('Probing Claude Code', LONG)
  await expect(page.locator('#probe-run')).toContainText('Probing…', LONG)
  const row = page.getByRole('row', { name: /hook-script/ })
  await expect(row).toContainText('next use', LONG)
  await expect(page.locator('#probe-run')).toContainText('Probed. Claude Code 2.1.999, headless, quick', LONG)
  await expect(page.locator('#probed-title')).toHaveText(
    `Measured here with ${NEWER}: 1 result, all 1 as the rules that ship say`,
  )
  const exported = await page.request.get(new URL(`/probe/export?version=${NEWER}`, link).href)
  expect((await exported.json()).rows).toMatchObject([
    { version: NEWER, driver: 'stream', mode: 'D', kind: 'hook-script', least_action: '1 next turn' },
  ])

  await page.getByRole('link', { name: 'Show in the guide' }).click()
  await expect(page.getByText('1 answer was measured on this machine')).toBeVisible()
  await expect(page.locator('#guide-hook-script-edited')).toContainText('measured here')

  await page.goto(new URL('/probe', link).href)
  await page.getByRole('button', { name: `Probe ${NEWER}` }).click()
  await expect(page.locator('#probe-run')).toContainText('Probing…', LONG)
  await expect(page.getByRole('button', { name: `Probe ${NEWER}` })).toBeDisabled()
  await page.locator('#activity').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.locator('#probe-run')).toContainText('Cancelled.', LONG)
  await expect(row).toContainText('next use')
})
