import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { cachedFolder, directoryMarketplace, gitMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { type Isolated, isolate } from '../claude/drive/isolated.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { hotplug, startPanel } from '../support/hotplug.ts'

export { expect } from 'playwright/test'

export type Story = {
  isolated: Isolated
  link: string
  /** The panel ends, and another one begins. */
  restart: (meanwhile?: () => void) => Promise<void>
  /** The file in the checkout that its author edits, and in the copy that Claude Code reads. */
  source: (path: string) => string
  cached: (path: string) => string
}

/**
 * A panel on a folder made by the real `claude`: voice@lab from a git marketplace whose checkout is linked, and
 * drill@shed from a directory marketplace.
 */
export const test = base.extend<{ story: Story }>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the fixtures from this pattern
  story: async ({}, use) => {
    using isolated = isolate()
    const lab = await gitMarketplace(isolated, 'lab', { voice: voicePlugin() })
    await directoryMarketplace(isolated, 'shed', { drill: voicePlugin() })
    await hotplug(isolated, 'link', 'voice@lab', lab.folder)
    let panel = await startPanel(isolated, '--port', '0')
    await use({
      isolated,
      get link() {
        return panel.link
      },
      async restart(meanwhile = () => {}) {
        await panel.stop()
        meanwhile()
        panel = await startPanel(isolated, '--port', '0')
      },
      source: (path) => join(lab.pluginFolder('voice'), path),
      cached: (path) => join(cachedFolder(isolated, 'voice@lab'), path),
    })
    await panel.stop()
  },
})

export function edit(file: string, from: string, to: string) {
  const before = readFileSync(file, 'utf8')
  if (!before.includes(from)) throw new Error(`${file} does not hold “${from}”`)
  writeFileSync(file, before.replace(from, to))
}
