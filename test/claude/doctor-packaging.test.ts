import assert from 'node:assert/strict'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import type { Finding } from '../../server/doctor/types.ts'
import { openPanel, type Panel } from '../../server/panel.ts'
import { createPerimeter } from '../../server/perimeter.ts'
import { doctorReport } from '../../server/plugins/doctor/report.ts'
import { latestRun, ship } from '../../server/plugins/doctor/shipping/ship.ts'
import type { Shipped } from '../../server/plugins/doctor/shipping/types.ts'
import * as drive from '../../server/probe/drive/isolated.ts'
import {
  cachedFolder,
  directoryMarketplace,
  type GitMarketplace,
  gitMarketplace,
  type Marketplace,
  type PluginFiles,
  writePlugin,
} from '../../server/probe/drive/marketplaces.ts'
import { comparePair } from '../../server/trees/pair.ts'
import { hotplug } from '../support/hotplug.ts'
import { formFrom, ORIGIN } from '../support/panel.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { until } from '../support/until.ts'
import { type Isolated, packagedClaude } from './drive/isolated.ts'

const MANIFEST = '.claude-plugin/plugin.json'
const SAY = 'skills/say/SKILL.md'
const ROOT = `\${CLAUDE_PLUGIN_ROOT}`

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const manifest = (fields: object) =>
  json({ name: '', version: '1.0.0', description: 'Says it.', author: { name: 'Ada' }, ...fields })
const skill = (text: string) => `---\nname: say\ndescription: Says it.\n---\n\n${text}\n`
const hook = (command: string) => ({ hooks: [{ type: 'command', command }] })
/** As npm writes it: with less Claude Code does not run npm. */
const SPEAKER = { name: 'speaker', version: '1.0.0', dependencies: { 'left-pad': '1.0.0' } }
const LEFT_PAD = {
  version: '1.0.0',
  resolved: 'https://packages.example/left-pad/-/left-pad-1.0.0.tgz',
  integrity: 'sha512-x',
}
const LOCK = json({
  ...{ name: 'speaker', version: '1.0.0', lockfileVersion: 3, requires: true },
  packages: { '': SPEAKER, 'node_modules/left-pad': LEFT_PAD },
})

/** Everything that may not arrive as it is, or at all. */
const CARRIED: PluginFiles = {
  [MANIFEST]: manifest({ name: 'carried' }),
  [SAY]: skill('Say it.'),
  'hooks/hooks.json': json({ hooks: { Stop: [hook(`"${ROOT}/hooks/say.sh"`), hook(`node "${ROOT}/dist/say.mjs"`)] } }),
  'hooks/say.sh': '#!/bin/sh\n. "$(dirname "$0")/../../../shared/util.sh"\n',
  'dist/say.mjs': 'console.log(1)\n',
  '.env': 'TOKEN=1\n',
}

/** What the program has something to say of, and what it has not. */
const BROKEN: PluginFiles = {
  [MANIFEST]: manifest({ name: 'broken', author: 'Ada', commands: ['./commands', './gone.md'] }),
  'CLAUDE.md': '# Rules\n',
  [SAY]: '---\nname: say\ndescription: Says it.\nallowed-tools: 3\n---\n\nSay it.\n',
  'skills/unclosed/SKILL.md': '---\ndescription: [a\n---\n\nIts YAML has no end.\n',
  'agents/mute.md': 'No frontmatter.\n',
  'commands/bare.md': 'No frontmatter.\n',
  'output-styles/plain.md': 'No frontmatter.\n',
  'hooks/hooks.json': json({
    hooks: {
      NoSuchEvent: [],
      Stop: [hook(`"${ROOT}/hooks/gone.sh"`)],
      SessionStart: [{ hooks: [{ type: 'http', url: 'http://x' }] }],
    },
  }),
  '.lsp.json': '{ "go":',
}

suite('what is handed on', () => {
  /** In which npm only writes down that it was started, and fails. */
  const bin = temporaryFolder()
  const npmLog = join(bin.path, 'npm.log')
  writeFileSync(join(bin.path, 'npm'), `#!/bin/sh\necho "$* in $PWD" >> '${npmLog}'\nexit 1\n`, { mode: 0o755 })
  let isolated: Isolated
  let lab: Marketplace
  let hub: GitMarketplace
  let panel: Panel
  let findings: readonly Finding[]

  const labPlugin = (name: string, ...below: string[]) => join(lab.pluginFolder(name), ...below)
  const arrived = (id: string, ...below: string[]) => join(cachedFolder(isolated, id), ...below)

  before(async () => {
    isolated = drive.isolate({
      program: packagedClaude(),
      node: bin.path,
      searchPath: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
    })
    const plain = (name: string, more: PluginFiles = {}) => ({
      [MANIFEST]: manifest({ name }),
      [SAY]: skill('Say it.'),
      ...more,
    })
    lab = await directoryMarketplace(isolated, 'lab', {
      carried: CARRIED,
      broken: BROKEN,
      renamed: plain('speech', { 'package.json': json(SPEAKER), 'yarn.lock': '' }),
      locked: plain('locked', { 'package.json': json(SPEAKER), 'package-lock.json': LOCK }),
    })
    hub = await publish(isolated)
    panel = openHere(isolated)
    findings = await findingsNow(panel)
  })
  after(() => {
    panel.close()
    isolated[Symbol.dispose]()
    bin[Symbol.dispose]()
  })

  const foundBy = (check: string, all = findings) =>
    all.filter((one) => one.check === check).map(({ file, line }) => `${relative(isolated.root, file)}:${line}`)

  test('claude plugin validate is quoted, each word at its file and line', () => {
    const said = findings.filter(({ check, plugin }) => check === 'plugin-validate' && plugin === 'broken@lab')
    assert.deepEqual(
      said.map(({ file, line, severity }) => `${relative(labPlugin('broken'), file)}:${line} ${severity}`).sort(),
      [`${MANIFEST}:5 error`, `${MANIFEST}:8 error`, 'CLAUDE.md:null warning', 'commands/bare.md:1 warning'].sort(),
    )
    assert.ok(said.some(({ message }) => message === '`author`: Invalid input: expected object, received string.'))
  })

  test('what a check of ours says of the same place is said once', () => {
    const both = findings.filter(({ plugin, happens }) => plugin === 'broken@lab' && /reports it too\.$/.test(happens))
    assert.deepEqual(both.map(({ check }) => check).sort(), [
      'definition-frontmatter-missing',
      'definition-tools',
      'hook-event-unknown',
    ])
  })

  test('it says nothing of .lsp.json, output styles, frontmatter that is no YAML, hook scripts or http at SessionStart', async () => {
    const said = await printed(isolated, labPlugin('broken'))
    assert.match(said, /author/)
    for (const unseen of ['.lsp.json', 'output-styles', 'unclosed', 'gone.sh', 'http'])
      assert.ok(!said.replaceAll(/"directory": \{[\s\S]*/g, '').includes(unseen), unseen)
  })

  test('it is asked once for each state of a plugin, and again after an edit', async () => {
    const answers = panel.validating.answers()
    await findingsNow(panel)
    assert.equal(panel.validating.answers(), answers, 'nothing changed')
    writeFileSync(labPlugin('broken', MANIFEST), manifest({ name: 'broken', commands: ['./commands', './gone.md'] }))
    const { findings } = await panel.doctor.diagnose()
    const messages = findings.filter(({ plugin }) => plugin === 'broken@lab').map(({ message }) => message)
    assert.ok(!messages.some((message) => message.startsWith('`author`')))
    assert.ok(messages.some((message) => message.startsWith('`commands[1]`')))
    const other = openHere(isolated)
    await findingsNow(other)
    assert.equal(other.validating.answers(), 0, 'another process knows what was said')
    other.close()
  })

  test('nothing of the user’s is written to when it is asked', () => {
    assert.ok(existsSync(join(isolated.root, 'state', 'validate', 'config')))
    assert.ok(!existsSync(join(isolated.configDir, 'validate')))
  })

  test('an entry whose folder is missing cannot be installed, which validate does not notice', async () => {
    const catalogue = join(lab.folder, '.claude-plugin', 'marketplace.json')
    const before = readFileSync(catalogue, 'utf8')
    const { plugins, ...rest } = JSON.parse(before)
    writeFileSync(catalogue, json({ ...rest, plugins: [...plugins, { name: 'absent', source: './plugins/absent' }] }))
    await assert.rejects(isolated.claude('plugin', 'install', 'absent@lab'), /Source path does not exist/)
    assert.ok(!(await printed(isolated, lab.folder)).includes('absent'))
    const now = await findingsNow(panel)
    assert.deepEqual(foundBy('marketplace-source-missing', now), [
      'marketplaces/lab/.claude-plugin/marketplace.json:25',
    ])
    writeFileSync(catalogue, before)
  })

  test('a marketplace is quoted too: the version in plugin.json wins over that of an entry', async () => {
    const said = findings.filter(({ check }) => check === 'marketplace-validate')
    assert.ok(said.some(({ message }) => /Entry declares version "9\.9\.9".*plugin\.json wins/.test(message)))
    assert.match(cachedFolder(isolated, 'carried@hub'), /carried\/1\.0\.0$/)
  })

  test('a plugin is installed by one name, and its parts are called by the other', async () => {
    assert.match(cachedFolder(isolated, 'renamed@lab'), /renamed\/1\.0\.0$/)
    const { provides } = JSON.parse(await printed(isolated, labPlugin('renamed')))
    assert.deepEqual(provides.skills, ['speech:say'])
    assert.deepEqual(foundBy('plugin-name-in-catalogue'), [`marketplaces/lab/plugins/renamed/${MANIFEST}:2`])
  })

  test('links: out of the marketplace none arrives, within it as a copy, within the plugin as it is', async () => {
    const links = {
      'within.md': SAY,
      'beside.sh': '../../shared/util.sh',
      'out.sh': join(isolated.root, 'elsewhere.sh'),
    }
    writeFileSync(links['out.sh'], 'echo\n')
    mkdirSync(join(lab.folder, 'shared'), { recursive: true })
    writeFileSync(join(lab.folder, 'shared', 'util.sh'), 'echo util\n')
    for (const [path, target] of Object.entries(links)) symlinkSync(target, labPlugin('carried', path))
    await isolated.claude('plugin', 'uninstall', 'carried@lab')
    await isolated.claude('plugin', 'install', 'carried@lab')

    assert.ok(lstatSync(arrived('carried@lab', 'within.md')).isSymbolicLink())
    assert.ok(lstatSync(arrived('carried@lab', 'beside.sh')).isFile())
    assert.ok(!existsSync(arrived('carried@lab', 'out.sh')))
    assert.ok(existsSync(arrived('carried@lab', '.env')), 'secrets are copied like anything else')
    assert.ok(!existsSync(arrived('carried@lab', '..', '..', 'shared')), 'nothing beside the plugin is copied')
    const now = await findingsNow(panel)
    assert.deepEqual(foundBy('plugin-link-leaves', now), ['marketplaces/lab/plugins/carried/out.sh:null'])
    const outside = now.filter(({ check, plugin }) => check === 'plugin-file-outside' && plugin === 'carried@lab')
    assert.deepEqual(
      outside.map(({ line }) => line),
      [2],
    )
  })

  test('packages: npm runs in the copy when there is a lockfile, its failure is silent, and in place nothing runs', () => {
    const ran = readFileSync(npmLog, 'utf8')
    assert.match(ran, /ci --ignore-scripts .* in .*cache\/lab\/locked\//)
    assert.doesNotMatch(ran, /renamed/)
    assert.ok(!existsSync(arrived('locked@lab', 'node_modules')))
    assert.ok(!existsSync(labPlugin('locked', 'node_modules')))
    assert.deepEqual(foundBy('plugin-packages-missing'), ['marketplaces/lab/plugins/locked/package-lock.json:null'])
    assert.deepEqual(foundBy('plugin-packages-unlocked'), ['marketplaces/lab/plugins/renamed/package.json:null'])
  })

  test('from git: what git ignores does not arrive, modes are those it recorded, and .env does when it is in there', async () => {
    const id = 'carried@hub'
    assert.equal(statSync(join(hub.pluginFolder('carried'), 'hooks', 'say.sh')).mode & 0o111, 0o111)
    assert.equal(statSync(arrived(id, 'hooks', 'say.sh')).mode & 0o111, 0)
    assert.ok(!existsSync(arrived(id, 'dist')))
    assert.ok(existsSync(arrived(id, '.env')))
    panel.store.link(id, hub.folder)
    panel.survey.lookAgain()
    const now = await findingsNow(panel)
    const inCheckout = `checkouts/hub/plugins/carried`
    assert.deepEqual(foundBy('plugin-executable-bit-lost', now), [`${inCheckout}/hooks/say.sh:null`])
    assert.deepEqual(foundBy('plugin-file-not-tracked', now), [`${inCheckout}/hooks/hooks.json:16`])
    assert.deepEqual(foundBy('plugin-secrets-shipped', now), [`${inCheckout}/.env:null`])
  })

  test('the same version with other files: nobody receives them', async () => {
    const file = join(hub.pluginFolder('carried'), SAY)
    writeFileSync(file, skill('Shout it.'))
    await hub.push('Shout')
    await isolated.claude('plugin', 'marketplace', 'update', 'hub')
    assert.match(await isolated.claude('plugin', 'update', 'carried@hub'), /already at the latest version/)
    assert.equal(readFileSync(arrived('carried@hub', SAY), 'utf8'), skill('Say it.'))
    const now = await findingsNow(panel)
    const severe = now.filter(({ severity }) => severity === 'warning')
    assert.deepEqual(foundBy('plugin-version-not-bumped', severe), [`checkouts/hub/plugins/carried/${MANIFEST}:3`])
  })

  test('ship check of a directory, on the command line: what would not arrive, and what would', async () => {
    const { code, out } = await hotplug(isolated, 'doctor', 'carried@lab', '--ship', '--json')
    const shipped: Shipped = JSON.parse(out)
    assert.equal(code, 1, 'not all of it arrives')
    assert.equal(shipped.way, 'directory')
    assert.deepEqual(rowsOf(shipped), ['missing out.sh', 'copied beside.sh'])
    assert.deepEqual(shipped.secrets, ['.env'])
    assert.equal(shipped.version, '1.0.0')
  })

  test('ship check of a repository, on its page: as it is committed, with what breaks by that', async () => {
    writeFileSync(join(hub.pluginFolder('carried'), SAY), skill('Whisper it.'))
    writeFileSync(join(hub.pluginFolder('carried'), 'late.md'), 'Not added.\n')
    const { request, cookie } = await enter(panel)
    const page = '/plugins/carried@hub/shipping'
    const begun = await request(page, formFrom(cookie, { way: 'git' }))
    assert.deepEqual([begun.status, begun.headers.get('location')], [303, page])
    await until(() => latestRun(panel, 'carried@hub')?.state !== 'running', 'it is installed and compared')
    const run = latestRun(panel, 'carried@hub')
    assert.ok(run?.state === 'done', JSON.stringify(run))
    const { files, findings } = run.shipped
    assert.deepEqual(rowsOf(run.shipped), [
      'missing dist/say.mjs',
      'missing late.md',
      'mode hooks/say.sh',
      `differs ${SAY}`,
    ])
    assert.match(files[0]?.why ?? '', /Git ignores it/)
    assert.match(files[1]?.why ?? '', /never added/)
    assert.deepEqual(
      files[3]?.patch?.hunks.flatMap(({ lines }) => lines).filter((line) => /^[-+]/.test(line)),
      ['-Whisper it.', '+Shout it.'],
    )
    assert.ok(findings.some(({ below, severity }) => below === 'hooks/hooks.json' && severity === 'error'))
    const shown = await (await request(`${page}?file=late.md`, { headers: { cookie } })).text()
    assert.match(shown, /Not all of it/)
    assert.match(shown, /It was never added to git\./)
  })

  test('ship check of what cannot be installed says what Claude Code said, and leaves nothing behind', async () => {
    writeFileSync(labPlugin('renamed', MANIFEST), '{ "name":')
    panel.survey.lookAgain()
    const run = await ship(panel, 'renamed@lab', null)
    assert.ok(run.state === 'failed', JSON.stringify(run))
    assert.match(run.message, /[.]$/)
    const left = readdirSync(join(isolated.root, 'state'))
    assert.deepEqual(
      left.filter((name) => name.startsWith('shipping-')),
      [],
    )
  })
})

const rowsOf = ({ files }: Pick<Shipped, 'files'>) => files.map(({ state, path }) => `${state} ${path}`)

/** The pages of this panel, for whoever came by its link. */
async function enter(panel: Panel) {
  const perimeter = createPerimeter({ port: () => 7077, key: 'the-key-of-the-command-line' })
  const app = createApp({ panel, perimeter, measure: async () => 0 })
  const request = (path: string, init: RequestInit = {}) =>
    app.request(ORIGIN + path, { ...init, headers: { host: '127.0.0.1:7077', ...(init.headers as object) } })
  const link = new URL(perimeter.issueLink())
  const entered = await request(link.pathname + link.search)
  return { request, cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

/** A repository in which a script lost its mode, something is ignored, and the catalogue names another version. */
async function publish(isolated: Isolated): Promise<GitMarketplace> {
  const hub = await gitMarketplace(isolated, 'hub', {})
  writePlugin(hub.pluginFolder('carried'), { ...CARRIED, '.gitignore': 'dist\n' })
  const entry = { name: 'carried', source: './plugins/carried', version: '9.9.9' }
  writePlugin(hub.folder, {
    '.claude-plugin/marketplace.json': json({ name: 'hub', owner: { name: 'Ada' }, plugins: [entry] }),
  })
  await isolated.git(hub.folder, 'config', 'core.fileMode', 'false')
  await isolated.git(hub.folder, 'add', '--all')
  await isolated.git(hub.folder, 'update-index', '--chmod=-x', 'plugins/carried/hooks/say.sh')
  await hub.push('Carried')
  await isolated.claude('plugin', 'marketplace', 'update', 'hub')
  await isolated.claude('plugin', 'install', 'carried@hub')
  return hub
}

function openHere(isolated: Isolated): Panel {
  const config = readConfig({
    env: {
      HOME: isolated.home,
      CLAUDE_CONFIG_DIR: isolated.configDir,
      HOTPLUG_HOME: join(isolated.root, 'state'),
      HOTPLUG_CLAUDE: isolated.program,
      PATH: isolated.env.PATH,
    },
    cwd: isolated.project,
    platform: process.platform,
    node: process.execPath,
  })
  return openPanel(config, async (pairs, onResult) => {
    for (const pair of pairs) onResult(comparePair(pair))
  })
}

const findingsNow = async (panel: Panel) => (await doctorReport(panel, undefined)).findings

const printed = (isolated: Isolated, path: string) =>
  isolated.claude('plugin', 'validate', '--json', path).catch((error: Error) => error.message)
