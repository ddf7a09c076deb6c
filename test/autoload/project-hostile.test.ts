import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { dependsOn, projectFolder } from './project-folder.ts'

const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times)

/** Each must neither be waited for, nor stop what lies beside it from being seen. */
const HOSTILE: Record<string, Record<string, string>> = {
  'half-written JSON': { 'a/package.json': dependsOn('x').slice(0, -4) },
  'JSON that is nested a hundred thousand times': { 'package.json': deep('[', ']', 100_000) },
  'objects that are nested a hundred thousand times': { 'package.json': deep('{"workspaces":', '}', 100_000) },
  'wrong types everywhere': {
    'package.json': JSON.stringify({ dependencies: ['react'], devDependencies: 'vue', workspaces: [1, null, {}] }),
    'composer.json': '[]',
    'pnpm-workspace.yaml': 'packages: {}',
  },
  'names of prototypes': { 'package.json': '{"dependencies":{"__proto__":{"react":"1"},"constructor":"1"}}' },
  'patterns that take for ever': {
    'package.json': JSON.stringify({
      workspaces: ['**/**/**/**/**/x', `${'*a'.repeat(30)}b`, `${'{a,b}'.repeat(30)}`],
    }),
    '.gitignore': `${'*a'.repeat(40)}b\n${'**/'.repeat(40)}x\n[\n\\\n`,
    [`${'a'.repeat(200)}/package.json`]: '{}',
  },
  'a line without end in every manifest': Object.fromEntries(
    [
      'requirements.txt',
      'pyproject.toml',
      'setup.cfg',
      'setup.py',
      'go.mod',
      'Gemfile',
      'pubspec.yaml',
      'Cargo.toml',
      'pom.xml',
    ]
      .concat('build.gradle', 'environment.yml', 'mix.exs', 'x.csproj', 'deno.json', 'pnpm-workspace.yaml', 'Pipfile')
      .map((name) => [name, `${'"('.repeat(200_000)}\n${' '.repeat(300_000)}`]),
  ),
  'beginnings without an end': {
    'pyproject.toml': `[project]\n${'dependencies = [\n'.repeat(30_000)}`,
    'package.json': '"dependencies":{'.repeat(30_000),
    'pom.xml': '<groupId>'.repeat(50_000),
    'build.gradle': `id${' '.repeat(1900)}\n`.repeat(200),
  },
  'NUL and broken text': { 'requirements.txt': '\0\ufffd\ud800\n', 'package.json': '\u0000' },
}

for (const [what, files] of Object.entries(HOSTILE)) {
  test(`${what} does no harm`, { timeout: 60_000 }, async () => {
    using project = projectFolder({ ...files, 'beside/Dockerfile': '' })
    const { plugins, stopped } = await project.detect()
    assert.deepEqual([plugins, stopped], [['infra'], null])
  })
}

test('of a huge package.json the beginning is read, and that is said', async () => {
  const huge = `{"dependencies":{"react":"1"},"x":"${'x'.repeat(2_000_000)}"}`
  using project = projectFolder({ 'package.json': huge })
  const { plugins, problems } = await project.detect()
  assert.deepEqual(plugins, ['frontend'])
  assert.deepEqual(problems, ['Only the beginning of package.json was read: it is very large.'])
})

test('comments and commas too many in package.json are forgiven', async () => {
  using project = projectFolder({
    'package.json': '{ // ours\n "devDependencies": { "vue": "3", /* x */ "ws": "8", },',
  })
  assert.deepEqual((await project.detect()).plugins, ['frontend'])
})

test('a pipe named like a manifest is not waited for', { skip: process.platform === 'win32' }, async () => {
  using project = projectFolder({ 'sub/Dockerfile': '' })
  execFileSync('mkfifo', [project.at('package.json'), project.at('requirements.txt'), project.at('.gitignore')])
  assert.deepEqual((await project.detect()).plugins, ['infra'])
})

test('very deep folders are left at some depth', async () => {
  const deepest = 'd/'.repeat(300)
  using project = projectFolder({ [`${deepest}main.tf`]: '', Dockerfile: '' })
  assert.deepEqual((await project.detect()).plugins, ['infra'])
})

test('programs that a repository names are not run', async () => {
  using project = projectFolder({ Dockerfile: '', 'tools/git': '#!/bin/sh\ntouch ran-tool\n' })
  project.git('init', '-q')
  const trap = project.at('trap')
  writeFileSync(trap, `#!/bin/sh\ntouch '${project.at('ran')}'\n`)
  chmodSync(trap, 0o755)
  chmodSync(project.at('tools/git'), 0o755)
  project.git('config', 'core.fsmonitor', trap)
  project.git('config', 'core.sshCommand', trap)
  project.git('config', 'core.pager', trap)
  project.git('config', 'pager.ls-files', trap)
  project.git('config', 'alias.ls-files', `!${trap}`)
  const { searchPath } = project.environment
  const { plugins, listedBy } = await project.detect({}, { searchPath: `tools:${project.at('tools')}:.:${searchPath}` })
  assert.deepEqual([plugins, listedBy], [['infra'], 'git'])
  assert.equal(existsSync(project.at('ran')), false)
  assert.equal(existsSync(project.at('ran-tool')), false)
  assert.ok(runsTheTrap(project), 'the trap works where nothing is done against it')
})

function runsTheTrap(project: ReturnType<typeof projectFolder>) {
  project.git('ls-files', '-co')
  return existsSync(project.at('ran'))
}

test('a git that hangs is given up, with what it started', async () => {
  using project = projectFolder({ Dockerfile: '' })
  const tools = `${project.outside}/tools`
  mkdirSync(tools)
  writeFileSync(`${tools}/git`, '#!/bin/sh\nsleep 600 &\nwait\n')
  chmodSync(`${tools}/git`, 0o755)
  const { plugins, listedBy, stopped } = await project.detect(
    { milliseconds: 2000 },
    { searchPath: `${tools}:/usr/bin:/bin` },
  )
  assert.deepEqual([plugins, listedBy], [['infra'], 'walking'])
  assert.match(stopped ?? '', /^Git took too long/)
})
