import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { type PluginFiles, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { type Model, startModel } from '../../server/probe/drive/model.ts'
import { openSession, type Session } from '../../server/probe/drive/session.ts'
import { GOOD, LSP_GOOD, manifest, pretty, ROOT } from '../doctor/server-files.ts'
import { until } from '../support/until.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { voicePlugin } from './drive/voice.ts'

const SERVER = voicePlugin()['mcp/server.mjs'] ?? ''
const NOT_SET = `\${HOTPLUG_NEVER_SET}`

const node = (...args: string[]) => ({ command: 'node', args })
const own = (...args: string[]) => node(`${ROOT}/mcp/server.mjs`, ...args)
const language = (extension: string) => ({ ...LSP_GOOD, extensionToLanguage: { [extension]: 'go' } })

const PLUGINS: Readonly<Record<string, PluginFiles>> = {
  tts: {
    ...manifest({ name: 'tts', mcpServers: { twice: node(`${ROOT}/mcp/gone.mjs`, 'manifest') } }),
    'mcp/server.mjs': SERVER,
    'bin/plain': 'echo nothing\n',
    '.mcp.json': pretty({
      mcpServers: {
        good: GOOD,
        twin: GOOD,
        'no-command': { args: [] },
        'no-such-type': { type: 'pipe', command: 'node' },
        'url-alone': { url: 'http://127.0.0.1:9/' },
        'text-args': { command: 'node', args: 'x' },
        'not-there': { command: 'no-such-program-anywhere' },
        line: { command: `node ${ROOT}/mcp/server.mjs` },
        home: { command: '~/bin/tts' },
        plain: { command: `${ROOT}/bin/plain` },
        relative: node('mcp/server.mjs'),
        bare: node('$CLAUDE_PLUGIN_ROOT/mcp/server.mjs'),
        cwd: { ...node('./mcp/server.mjs'), cwd: ROOT },
        gone: node(`${ROOT}/mcp/gone.mjs`),
        twice: own('file'),
        unset: node(
          '-e',
          'throw process.argv.slice(1).join()',
          NOT_SET,
          `\${EMPTY_HERE}`,
          `\${HOTPLUG_NEVER_SET:-otherwise}`,
        ),
      },
    })
      .replace('"good"', `"double": ${JSON.stringify(node('no-such-file.mjs'))}, "good"`)
      .replace('"twin"', `"double": ${JSON.stringify(own('last'))}, "twin"`),
  },
  comment: { ...manifest({ name: 'comment' }), '.mcp.json': `// servers\n${pretty({ mcpServers: { a: GOOD } })}` },
  marked: {
    ...manifest({ name: 'marked' }),
    '.mcp.json': `\uFEFF${pretty({ mcpServers: { a: GOOD } })}`,
    '.lsp.json': `\uFEFF${pretty({ a: language('.marked') })}`,
  },
  go: {
    ...manifest({ name: 'go', lspServers: { own: language('.manifest') } }),
    '.lsp.json': pretty({ go: language('.go'), own: language('.file') }),
  },
  golang: {
    ...manifest({ name: 'golang' }),
    '.lsp.json': pretty({ a: language('.go'), b: language('.manifest'), c: language('.file') }),
  },
  mixed: {
    ...manifest({ name: 'mixed' }),
    '.lsp.json': pretty({ right: language('.right'), wrong: { command: 'node' } }),
  },
  wrapped: { ...manifest({ name: 'wrapped' }), '.lsp.json': pretty({ lspServers: { a: language('.wrapped') } }) },
  dotless: { ...manifest({ name: 'dotless' }), '.lsp.json': pretty({ a: language('dotless') }) },
  spaced: {
    ...manifest({ name: 'spaced' }),
    '.lsp.json': pretty({ a: { ...language('.spaced'), command: 'node --stdio' } }),
  },
  strange: { ...manifest({ name: 'strange' }), '.lsp.json': pretty({ a: { ...language('.strange'), root: '.' } }) },
  cut: { ...manifest({ name: 'cut' }), '.lsp.json': '{ "a":' },
  whole: {
    ...manifest({ name: 'whole' }),
    '.lsp.json': pretty({
      a: {
        ...language('.whole'),
        ...{ transport: 'socket', env: { A: NOT_SET }, initializationOptions: {}, settings: {}, workspaceFolder: '.' },
        ...{ startupTimeout: 1, shutdownTimeout: 1, requestTimeout: 1, restartOnCrash: true, maxRestarts: 1 },
        diagnostics: false,
      },
    }),
  },
}

suite('what becomes of servers', () => {
  let model: Model
  let isolated: Isolated
  let session: Session

  before(async () => {
    model = await startModel()
    isolated = isolate({ modelUrl: model.url })
    const folders = Object.entries(PLUGINS).map(([name, files]) => {
      const folder = join(isolated.root, 'plugins', name)
      writePlugin(folder, files)
      return folder
    })
    const tts = join(isolated.root, 'plugins', 'tts', 'mcp', 'server.mjs')
    writePlugin(isolated.project, {
      'server.mjs': SERVER,
      'inner/other.mjs': SERVER,
      '.mcp.json': pretty({
        mcpServers: {
          theirs: node('server.mjs', NOT_SET),
          cwd: { ...node('other.mjs'), cwd: './inner' },
          folder: node(`\${CLAUDE_PROJECT_DIR}/server.mjs`),
          same: node(tts, 'last'),
        },
      }),
    })
    const env = { ...isolated.env, EMPTY_HERE: '' }
    session = openSession({ ...isolated, env }, model, {
      args: ['--debug', ...folders.flatMap((folder) => ['--plugin-dir', folder])],
    })
    await session.say('hello')
  })

  after(async () => {
    await session?.close()
    await model?.[Symbol.asyncDispose]()
    isolated?.[Symbol.dispose]()
  })

  const log = () => {
    const folder = join(isolated.configDir, 'debug')
    return readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('')
  }
  const says = (text: string | RegExp) =>
    until(() => (typeof text === 'string' ? log().includes(text) : text.test(log())), `the log says ${text}`)
  const connects = (name: string) => says(`MCP server "${name}": Successfully connected`)
  const fails = (name: string, code = 'CONNECTION_CLOSED') => says(`MCP server "${name}" Connection failed (${code})`)
  const neverSays = (text: string) => assert.ok(!log().includes(text), `the log says ${text}`)

  test('one that is right is connected, also beside those that are not', () => connects('plugin:tts:good'))

  test('one that is not understood is left out', async () => {
    await connects('plugin:tts:good')
    for (const name of ['no-command', 'no-such-type', 'url-alone', 'text-args']) {
      await says(`Invalid MCP server config for ${name} in `)
      neverSays(`"plugin:tts:${name}"`)
    }
  })

  test('a program that is not there, a line of words, a tilde, a file that may not be executed', async () => {
    for (const name of ['not-there', 'line', 'home']) await fails(`plugin:tts:${name}`, 'ENOENT')
    await fails('plugin:tts:plain', 'EACCES')
  })

  test('a relative path begins in the folder of the session, whatever cwd says', async () => {
    await says(`Cannot find module '${join(isolated.project, 'mcp/server.mjs')}'`)
    for (const name of ['relative', 'cwd', 'gone']) await fails(`plugin:tts:${name}`)
    await says(`Cannot find module '${join(isolated.project, '$CLAUDE_PLUGIN_ROOT/mcp/server.mjs')}'`)
    await says(`Cannot find module '${join(isolated.project, 'other.mjs')}'`)
    await fails('cwd')
    await connects('theirs')
  })

  test('a variable that is not set stays as it is written', async () => {
    await says(`\${HOTPLUG_NEVER_SET},,otherwise`)
    await says(
      'Plugin MCP server error - mcp-config-invalid: MCP server unset invalid: Missing environment variables: HOTPLUG_NEVER_SET',
    )
    await says('In plugin LSP config: Missing environment variables: HOTPLUG_NEVER_SET')
    await fails('folder')
    const listed = await isolated.claude('mcp', 'list')
    assert.match(listed, /\[folder\] mcpServers\.folder: Missing environment variables: CLAUDE_PROJECT_DIR/)
  })

  test('of two with one name the manifest’s and the last count', async () => {
    await fails('plugin:tts:twice')
    neverSays('"plugin:tts:twice": Successfully connected')
    neverSays('no-such-file.mjs')
  })

  test('of two that are started alike there is one', async () => {
    await says('Suppressing plugin MCP server "plugin:tts:twin": duplicates earlier plugin server "plugin:tts:good"')
    await says('Suppressing plugin MCP server "plugin:tts:double": duplicates manually-configured "same"')
    await connects('same')
  })

  test('a file with a comment or a mark before it gives nothing', async () => {
    await says(/Failed to load MCP servers from .*\/comment\/\.mcp\.json/)
    await says(/Failed to load MCP servers from .*\/marked\/\.mcp\.json/)
    await says('Failed to read/parse .lsp.json in plugin marked')
    await says('Failed to read/parse .lsp.json in plugin cut')
  })

  test('one wrong LSP server takes the others of its file along', async () => {
    for (const name of ['mixed', 'wrapped', 'dotless', 'spaced', 'strange']) {
      await says(`LSP config validation failed for .lsp.json in plugin ${name}`)
      neverSays(`LSP server(s) from plugin: ${name}`)
    }
    await says('Loaded 1 LSP server(s) from plugin: whole')
  })

  test('an extension belongs to the first, and a name to the manifest', async () => {
    await says('extension .go already handled by "plugin:go:go"; "plugin:golang:a" will not be used for .go files')
    await says('extension .manifest already handled by "plugin:go:own"')
    neverSays('extension .file already handled')
  })

  test('a project’s file', async () => {
    const listed = async (text: string) => {
      writePlugin(isolated.project, { '.mcp.json': text })
      return await isolated.claude('mcp', 'list')
    }
    assert.match(await listed(pretty({ a: node('server.mjs') })), /mcpServers: Invalid input/)
    assert.match(await listed(`\uFEFF${pretty({ mcpServers: { a: node('server.mjs') } })}`), /^a: node server\.mjs/m)
    assert.match(await listed(pretty({ mcpServers: { a: { url: 'http://127.0.0.1:9/' } } })), /Skipped .* no "type"/)
  })
})
