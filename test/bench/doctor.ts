import { execFileSync } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isolate } from '../claude/drive/isolated.ts'
import { hotplug, startPanel } from '../support/hotplug.ts'
import { until } from '../support/until.ts'
import { writeCollection } from './home.ts'
import { median, report, residentMegabytes, timed } from './measure.ts'

const PAGE = '/doctor?show=errors'
const BROKEN = JSON.stringify({ mcpServers: { tts: { command: 'node', args: [`\${CLAUDE_PLUGIN_ROOT}/gone.mjs`] } } })

/**
 * The doctor over as many plugins as the largest public collections have, against `claude plugin list --json` over the
 * same folder: everything at once as a command, then a page, and from a save to the finding on the page.
 */
export async function benchDoctor() {
  using isolated = isolate()
  writeCollection(isolated.configDir)
  const list = median(5, () =>
    execFileSync(isolated.program, ['plugin', 'list', '--json'], {
      env: isolated.env,
      cwd: isolated.project,
      stdio: 'pipe',
    }),
  )
  report('claude plugin list --json', list)
  await hotplug(isolated, 'doctor')
  const command = await timed(() => hotplug(isolated, 'doctor'))
  report('hotplug doctor', command.ms, list)

  const panel = await startPanel(isolated, '--port', '0')
  try {
    const begun = performance.now()
    const entered = await fetch(panel.link, { redirect: 'manual' })
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    const show = async (path = PAGE) => (await fetch(panel.origin + path, { headers: { cookie } })).text()
    const first = await timed(show)
    report('first page of the doctor', first.ms, list)
    await until(async () => !(await show()).includes('Examining'))
    report('everything examined in the background', performance.now() - begun, list)
    const again: number[] = []
    for (let i = 0; i < 9; i++) again.push((await timed(show)).ms)
    report('the page again', again.sort((a, b) => a - b)[4] ?? 0, list)
    const home: number[] = []
    for (let i = 0; i < 9; i++) home.push((await timed(() => show('/'))).ms)
    report('home page', home.sort((a, b) => a - b)[4] ?? 0, list)

    const source = join(isolated.configDir, 'plugins/marketplaces/many/plugins/plugin-7/.mcp.json')
    const saved = await timed(async () => {
      writeFileSync(source, BROKEN)
      await until(async () => (await show()).includes('gone.mjs'))
    })
    report('from a save to the finding on the page', saved.ms, list)
    const settings = join(isolated.configDir, 'settings.json')
    const everything = await timed(async () => {
      appendFileSync(settings, '\n')
      await until(async () => (await show('/doctor')).includes('Examining'))
      await until(async () => !(await show('/doctor')).includes('Examining'))
    })
    report('everything again after an edit of the settings', everything.ms, list)
    console.log(`resident panel: ${residentMegabytes(panel.pid)} MB`)
  } finally {
    await panel.stop()
  }
}
