import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { dependsOn, projectFolder } from './project-folder.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

function run(project: ReturnType<typeof projectFolder>, ...args: readonly string[]) {
  const env = {
    HOME: project.environment.home,
    PATH: project.environment.searchPath,
    HOTPLUG_HOME: `${project.outside}/state`,
  }
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [MAIN, 'detect-project', ...args], { cwd: project.path, env }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    )
  })
}

test('the groups of the folder one stands in, for people and for programs', async () => {
  using project = projectFolder({ 'package.json': dependsOn('react'), 'examples/Dockerfile': '' })
  const people = await run(project)
  assert.equal(people.code, 0)
  assert.match(people.out, /asks for frontend \(2 files\)/)
  assert.match(people.out, /0\.90 {2}React: package\.json depends on react/)
  assert.match(people.out, /not infra: It is only in folders of examples/)
  const programs = await run(project, '--json')
  const { plugins, ids, stopped } = JSON.parse(programs.out)
  assert.deepEqual([plugins, ids, stopped], [['frontend'], ['sw-frontend@specweave'], null])
})

test('exit code 1 when nothing is asked for, 2 and a sentence when there is no such folder', async () => {
  using project = projectFolder({ 'empty/README.md': '' })
  const none = await run(project, 'empty', '--json')
  assert.deepEqual([none.code, JSON.parse(none.out).plugins, none.err], [1, [], ''])
  const missing = await run(project, 'nowhere')
  assert.deepEqual([missing.code, missing.out], [2, ''])
  assert.match(missing.err, /cannot be read\. Name a folder that is there\./)
})

test('characters that cannot be seen are spelled out, and no history is opened', async () => {
  using project = projectFolder({ 'web\u001b[31m\u202e/package.json': dependsOn('react') })
  const { out } = await run(project)
  assert.ok(!out.includes('\u001b') && !out.includes('\u202e'))
  assert.match(out, /web⟨ESC⟩\[31m⟨U\+202E⟩\/package\.json/)
  assert.equal(existsSync(`${project.outside}/state/history.db`), false)
})
