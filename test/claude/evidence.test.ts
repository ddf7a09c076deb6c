import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, renameSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openEvidence } from '../../server/claude/evidence/evidence.ts'
import { LONGEST_LINE, MOST_BYTES } from '../../server/claude/evidence/follow.ts'
import type { CachedVersion, Session } from '../../server/claude/types.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { until } from '../support/until.ts'

const ID = '71a12852-ae6d-44fa-af9a-ac41874d6b00'
const NEXT = '067ab50d-9d80-4175-992f-a8b10bd84154'
const START = Math.floor(Date.now() / 1000) * 1000 - 3_600_000
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString()
const ms = (seconds: number) => START + seconds * 1000

const session: Session = {
  pid: process.pid,
  alive: true,
  sessionId: ID,
  cwd: '/home/ada/my project.v2',
  version: '2.1.329',
  startedAt: START,
  status: 'idle',
  driver: 'headless',
}

/** Lines as 2.1.329 writes them, without what nothing is read from. */
const line = {
  ran: (command: string, seconds: number, answer = 'Reloaded: 1 plugin · 2 skills') => ({
    type: 'system',
    subtype: 'local_command',
    isSidechain: false,
    content: `<local-command-stdout>${answer}</local-command-stdout>`,
    timestamp: at(seconds),
    commandRun: { command, args: '' },
  }),
  compacted: (seconds: number) => ({
    type: 'system',
    subtype: 'compact_boundary',
    isSidechain: false,
    timestamp: at(seconds),
  }),
  hook: (command: string, seconds: number, type = 'hook_success') => ({
    parentUuid: null,
    isSidechain: false,
    attachment: { type, hookEvent: 'UserPromptSubmit', command, stdout: 'private', exitCode: 0 },
    type: 'attachment',
    timestamp: at(seconds),
  }),
  stop: (command: string, seconds: number) => ({
    type: 'system',
    subtype: 'stop_hook_summary',
    isSidechain: false,
    hookInfos: [{ command, durationMs: 22 }],
    timestamp: at(seconds),
  }),
  skill: (folder: string, seconds: number) => ({
    isSidechain: false,
    type: 'user',
    message: {
      role: 'user',
      content: [{ type: 'text', text: `Base directory for this skill: ${folder}\n\nRead aloud.` }],
    },
    isMeta: true,
    timestamp: at(seconds),
  }),
  said: (text: string, seconds: number) => ({
    isSidechain: false,
    type: 'user',
    message: { role: 'user', content: text },
    uuid: `said-${seconds}`,
    timestamp: at(seconds),
  }),
}

/** As 2.1.100 does: the command in one line, its answer in the next. */
const older = (command: string, seconds: number, answer: string) => [
  {
    ...line.said(`<command-name>/${command}</command-name>\n            <command-args></command-args>`, seconds),
    uuid: `u${seconds}`,
  },
  { ...line.ran(command, seconds, answer), commandRun: undefined, parentUuid: `u${seconds}` },
]

const textOf = (lines: readonly unknown[]) => lines.map((one) => `${JSON.stringify(one)}\n`).join('')

function scratch() {
  const temporary = temporaryFolder()
  const configDir = temporary.path
  const pluginsDir = join(configDir, 'plugins')
  const read = openEvidence({ configDir, pluginsDir })
  const fileOf = (id: string) => join(configDir, 'projects', '-home-ada-my-project-v2', `${id}.jsonl`)
  mkdirSync(dirname(fileOf(ID)), { recursive: true })
  return {
    configDir,
    pluginsDir,
    file: fileOf(ID),
    write: (lines: readonly unknown[], id = ID) => writeFileSync(fileOf(id), textOf(lines)),
    append: (text: string, id = ID) => appendFileSync(fileOf(id), text),
    evidence: (
      changes: Partial<Session> = {},
      folders: readonly string[] = [],
      cached: readonly CachedVersion[] = [],
    ) => read({ ...session, ...changes }, { cached, folders }),
    [Symbol.dispose]: temporary[Symbol.dispose],
  }
}

test('commands are those that were carried out, whichever version recorded them', () => {
  using place = scratch()
  const { write, evidence } = place
  write([
    line.said('hello', 1),
    line.ran('reload-skills', 2, 'Reloaded skills: 15 skills available (none added or removed).'),
    line.ran('reload-plugins', 3),
    line.compacted(4),
    ...older('reload-plugins', 5, 'Reloaded: 1 plugin · 1 skill'),
    line.said('Unknown skill: reload-skills', 6),
    line.ran('reload-plugins', 7, "/reload-plugins isn't available in this environment."),
    line.ran('cost', 8),
    { ...line.ran('reload-plugins', 9), isSidechain: true },
    line.said('<command-name>/reload-plugins</command-name>', 10),
    line.said(JSON.stringify(line.ran('reload-plugins', 11)), 11),
  ])
  assert.deepEqual(evidence().commands, [
    { command: '/reload-skills', at: ms(2) },
    { command: '/reload-plugins', at: ms(3) },
    { command: '/compact', at: ms(4) },
    { command: '/reload-plugins', at: ms(5) },
  ])
})

test('hooks and skills are told by what ran, never by what was said', () => {
  using place = scratch()
  const { write, evidence } = place
  write([
    line.hook(`"\${CLAUDE_PLUGIN_ROOT}/hooks/remind.mjs" briefly`, 1),
    line.hook('/dev/voice/hooks/fails.sh', 2, 'hook_non_blocking_error'),
    line.stop(`"\${CLAUDE_PLUGIN_ROOT}/hooks/after.sh"`, 3),
    line.skill('/dev/voice/skills/speak', 4),
    line.skill('/dev/voices/skills/speak', 5),
    line.said('Base directory for this skill: /dev/voice/skills/never', 6),
  ])
  const { hooks, hookCommands, skills } = evidence({}, ['/dev/voice'])
  assert.deepEqual(hooks, [{ folder: '/dev/voice', at: ms(2) }])
  assert.deepEqual(
    hookCommands.map(({ event, at }) => [event, at]),
    [
      ['UserPromptSubmit', ms(1)],
      ['UserPromptSubmit', ms(2)],
      ['Stop', ms(3)],
    ],
  )
  assert.deepEqual(skills, [{ folder: '/dev/voice/skills/speak', at: ms(4) }])
  assert.doesNotMatch(JSON.stringify(evidence({}, ['/dev/voice'])), /private|Read aloud|never/)
})

test('after a /clear the session goes on in another transcript, and what was known of the first stays', () => {
  using place = scratch()
  const { write, evidence } = place
  write([line.ran('reload-plugins', 2)])
  assert.deepEqual(evidence().commands?.length, 1)
  assert.equal(evidence().commandsSince, START)
  write([line.ran('clear', 3, ''), line.said('again', 4)], NEXT)
  const { commands, commandsSince } = evidence({ sessionId: NEXT })
  assert.deepEqual(commands, [
    { command: '/reload-plugins', at: ms(2) },
    { command: '/clear', at: ms(3) },
  ])
  assert.equal(commandsSince, ms(3), 'another transcript may have come and gone in between')
  assert.equal(evidence({ version: '2.1.100' }).commandsSince, null, 'that one names its first transcript for ever')
})

test('what a resumed session finds in its transcript from before is not of this process', () => {
  using place = scratch()
  const { write, evidence } = place
  write([
    line.ran('reload-plugins', -3600),
    line.ran('reload-skills', 5),
    line.ran('reload-plugins', 86_400 * 365 * 50),
  ])
  assert.deepEqual(evidence().commands, [{ command: '/reload-skills', at: ms(5) }])
})

test('only what is new is read, a half-written line waits, and a replaced file is read anew', () => {
  using place = scratch()
  const { write, append, evidence, file } = place
  write([line.ran('reload-skills', 1)])
  const half = JSON.stringify(line.ran('reload-plugins', 2))
  append(half.slice(0, 40))
  assert.equal(evidence().commands?.length, 1)
  append(half.slice(40))
  assert.equal(evidence().commands?.length, 1)
  append('\n')
  assert.equal(evidence().commands?.length, 2)
  writeFileSync(`${file}.new`, textOf([line.ran('reload-skills', 3)]))
  renameSync(`${file}.new`, file)
  assert.deepEqual(evidence().commands, [{ command: '/reload-skills', at: ms(3) }])
  truncateSync(file, 0)
  assert.deepEqual(evidence().commands, [])
})

test('of a huge transcript the end is read, and what was passed over is not said to be empty', () => {
  using place = scratch()
  const { write, append, evidence } = place
  write([line.ran('reload-plugins', 1)])
  append(textOf([{ type: 'user', filler: 'x'.repeat(MOST_BYTES), timestamp: at(2) }]))
  append(textOf([line.said('late', 30), line.ran('reload-skills', 40)]))
  const { commands, commandsSince } = evidence()
  assert.deepEqual(commands, [{ command: '/reload-skills', at: ms(40) }])
  assert.equal(commandsSince, ms(30))
})

const HOSTILE: Readonly<Record<string, (place: ReturnType<typeof scratch>) => void>> = {
  'nothing but noise': ({ file }) => writeFileSync(file, Buffer.alloc(100_000, 7)),
  'wrong types everywhere': ({ write }) =>
    write([
      { type: 'system', subtype: 'local_command', timestamp: 5 },
      { ...line.ran('reload-plugins', 1), timestamp: 'soon' },
      { ...line.ran('reload-plugins', 1), content: { toString: 'no' } },
      { ...line.ran('reload-plugins', 1), commandRun: ['reload-plugins'] },
      { ...line.stop('x', 1), hookInfos: 'many' },
      { ...line.stop('x', 1), hookInfos: [null, 3, { command: {} }] },
      { ...line.hook('x', 1), attachment: { type: 'hook_success' } },
      { ...line.skill('/dev/voice', 1), message: null },
      { ...line.skill('/dev/voice', 1), message: { content: [[]] } },
      ['local_command'],
      'local_command',
      null,
    ]),
  'a line that is too long': ({ write }) =>
    write([{ ...line.ran('reload-plugins', 1), filler: 'x'.repeat(LONGEST_LINE) }]),
  'a tower of brackets': ({ append }) => append(`{"local_command":${'['.repeat(30_000)}\n`),
  'no end of line at all': ({ append }) => append(`"local_command"${'x'.repeat(MOST_BYTES + 100)}`),
  'a folder': ({ file }) => mkdirSync(file),
  'a link to elsewhere': ({ file, configDir }) => {
    writeFileSync(join(configDir, 'elsewhere'), textOf([line.ran('reload-plugins', 1)]))
    symlinkSync(join(configDir, 'elsewhere'), file)
  },
  'a pipe that nobody writes to': ({ file }) => void execFileSync('mkfifo', [file]),
  'a link in a circle': ({ file }) => symlinkSync(file, file),
}

for (const [name, prepare] of Object.entries(HOSTILE)) {
  test(`a transcript that is ${name} tells nothing and harms nobody`, () => {
    using place = scratch()
    prepare(place)
    const { commands, hookCommands, skills } = place.evidence({}, ['/dev/voice'])
    assert.deepEqual([commands ?? [], hookCommands, skills], [[], [], []])
  })
}

test('a session id that is a path leads nowhere', () => {
  using place = scratch()
  const { configDir, evidence } = place
  writeFileSync(join(configDir, 'projects', 'secret.jsonl'), textOf([line.ran('reload-plugins', 1)]))
  for (const sessionId of ['../secret', `../../${ID}`, '/etc/passwd', '', 'a\0b', null])
    assert.equal(evidence({ sessionId }).commands, null)
  assert.equal(evidence({ cwd: null }).commands, null)
  assert.equal(evidence({ cwd: '/a/\0/b' }).commands, null)
})

test('a long folder has its name cut and marked by Claude Code', () => {
  using place = scratch()
  const { configDir, evidence } = place
  const cwd = `/tmp/${'long-name/'.repeat(30)}end`
  const folder = join(configDir, 'projects', `${cwd.replaceAll(/[^a-zA-Z0-9]/g, '-').slice(0, 200)}-kkwaem`)
  mkdirSync(folder)
  writeFileSync(join(folder, `${ID}.jsonl`), textOf([line.ran('reload-plugins', 1)]))
  assert.equal(evidence({ cwd }).commands?.length, 1)
})

test('leases count from when they were written, also those of links, and not those of an earlier process', () => {
  using place = scratch()
  const { pluginsDir, evidence } = place
  const version = (name: string, isLink = false): CachedVersion => ({
    marketplace: 'lab',
    plugin: 'voice',
    version: name,
    path: join(pluginsDir, 'cache', 'lab', 'voice', name),
    reasons: isLink ? [{ kind: 'link', target: '/dev/voice' }] : [],
  })
  const lease = (folder: string, seconds: number) => {
    mkdirSync(folder, { recursive: true })
    const mark = join(folder, `${process.pid}`)
    writeFileSync(mark, '{}')
    utimesSync(mark, ms(seconds) / 1000, ms(seconds) / 1000)
  }
  lease(join(version('0.1.0').path, '.in_use'), -600)
  lease(join(version('0.2.0').path, '.in_use'), 60)
  lease(join(pluginsDir, '.in_use-links', 'lab', 'voice', '0.3.0'), 120)
  mkdirSync(join(version('0.4.0').path, '.in_use', `${process.pid}`), { recursive: true })
  const cached = [version('0.1.0'), version('0.2.0'), version('0.3.0', true), version('0.4.0')]
  assert.deepEqual(evidence({}, [], cached).leases, [
    { folder: version('0.2.0').path, since: ms(60) },
    { folder: version('0.3.0').path, since: ms(120) },
  ])
})

const onLinux = { skip: process.platform !== 'linux' && 'there is no /proc here' }

test(
  'of the processes that a session started, only paths below the folders asked about are told',
  onLinux,
  async (t) => {
    using place = scratch()
    const { evidence, configDir } = place
    const folder = join(configDir, 'voice')
    mkdirSync(folder)
    writeFileSync(join(folder, 'server.sh'), 'read line\n')
    const before = Date.now()
    const child = spawn('sh', [join(folder, 'server.sh'), '--token', 'hunter2', `log=${folder}/log;hunter3`], {
      stdio: 'pipe',
    })
    t.after(() => child.kill())
    await until(() => evidence({}, [folder]).servers?.length === 1)
    const [server] = evidence({}, [folder]).servers ?? []
    assert.deepEqual(server?.paths, [`${folder}/server.sh`, `${folder}/log`])
    assert.equal(server?.pid, child.pid)
    const began = server?.began ?? 0
    assert.ok(began > before - 1000 && began <= Date.now(), 'it is the time of its start')
    assert.doesNotMatch(JSON.stringify(evidence({}, [folder, configDir])), /hunter/)
    assert.deepEqual(evidence({}, [join(configDir, 'other')]).servers, [])
    child.stdin.end()
    await once(child, 'exit')
    assert.deepEqual(evidence({}, [folder]).servers, [])
  },
)

test('--plugin-dir is read from the arguments, and a session that ended leaves no evidence', onLinux, async (t) => {
  using place = scratch()
  const { evidence } = place
  const child = spawn('sh', ['-c', 'read line', 'claude', '--plugin-dir', './mine', '--plugin-dir=/tmp/other'])
  t.after(() => child.kill())
  const pluginDirs = () => evidence({ pid: child.pid ?? 0 }).pluginDirs
  await until(() => pluginDirs()?.length === 2)
  assert.deepEqual(pluginDirs(), ['/home/ada/my project.v2/mine', '/tmp/other'])
  assert.equal(evidence({ pid: child.pid ?? 0, alive: false }).pluginDirs, null)
})
