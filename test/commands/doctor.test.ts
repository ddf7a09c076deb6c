import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCommandLine } from '../../server/cli.ts'
import { json, lab, SOURCE } from '../support/lab.ts'

const SERVERS = json({ mcpServers: { tts: { command: 'node', args: [`\${CLAUDE_PLUGIN_ROOT}/mcp/gone.mjs`] } } })
const KEYS = ['id', 'check', 'severity', 'plugin', 'file', 'line', 'message', 'happens', 'fix', 'muted']

test('doctor answers 1 while an error is not muted, and says by plugin and file what is wrong', async () => {
  using place = lab({ [`${SOURCE}/.mcp.json`]: SERVERS })
  place.panel.store.link('voice@lab', place.at(SOURCE))
  async function run(...args: string[]) {
    let [out, err] = ['', '']
    const code = await runCommandLine(args, {
      config: place.panel.config,
      out: (text) => {
        out += text
      },
      err: (text) => {
        err += text
      },
      confirm: null,
      progress: null,
      stopped: () => new Promise(() => {}),
    })
    return { code, out, err }
  }

  const told = await run('doctor', 'voice@lab')
  assert.equal(told.code, 1, told.err)
  assert.match(told.out, /^voice@lab\n {2}\S/)
  assert.match(told.out, / {2}\.mcp\.json\n {4}✕ line \d+, MCP server tts: .*gone\.mjs/)
  assert.match(told.out, /\(server-path-missing-[0-9a-f]{8}\)/)
  assert.match(told.out, /\n\d+ errors?\b.*\.\n$/)

  const { code, out } = await run('doctor', '--json')
  const report = JSON.parse(out)
  assert.equal(code, 1)
  assert.deepEqual(Object.keys(report), ['findings', 'errors', 'warnings', 'notes', 'muted', 'problems'])
  assert.equal(report.errors + report.warnings + report.notes, report.findings.length)
  for (const finding of report.findings) assert.deepEqual(Object.keys(finding), KEYS)

  for (const { id, severity } of report.findings)
    if (severity === 'error')
      place.panel.store.mutes.put({ finding: id, check_name: '', plugin: null, message: '', reason: 'It is built.' })
  const muted = await run('doctor', 'voice', '--json')
  assert.equal(muted.code, 0)
  assert.equal(JSON.parse(muted.out).muted, report.errors)
  assert.match(muted.out, /"muted":\{"reason":"It is built\.","at":\d+\}/)

  const unknown = await run('doctor', 'nobody@lab')
  assert.equal(unknown.code, 2)
  assert.match(unknown.err, /No installed plugin is called nobody@lab\./)
})
