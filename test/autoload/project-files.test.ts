import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { dependsOn, projectFolder } from './project-folder.ts'

const BUILT = { 'generated/Dockerfile': '', 'generated/package.json': dependsOn('react') }

test('what git ignores is not looked at, also in folders of folders', async () => {
  using project = projectFolder({ ...BUILT, '.gitignore': 'generated/\n', 'a/.gitignore': '*.tf\n', 'a/main.tf': '' })
  project.git('init', '-q')
  const { plugins, listedBy } = await project.detect()
  assert.deepEqual([plugins, listedBy], [[], 'git'])
})

test('a file that git tracks counts, whatever .gitignore says', async () => {
  using project = projectFolder({ ...BUILT, '.gitignore': 'generated/\n' })
  project.git('init', '-q')
  project.git('add', '-f', 'generated/Dockerfile')
  assert.deepEqual((await project.detect()).plugins, ['infra'])
})

test('without a repository, .gitignore files are kept to as well', async () => {
  using project = projectFolder({
    ...BUILT,
    '.gitignore': '# ours\n/generated/\n*.tf\n!keep.tf\nweb/**/old\n',
    'a/main.tf': '',
    'web/x/y/old/Chart.yaml': '',
    'b/.gitignore': 'Chart.yaml\n/only-here\n',
    'b/c/Chart.yaml': '',
  })
  const first = await project.detect()
  assert.deepEqual([first.plugins, first.listedBy], [[], 'walking'])
  project.write({ 'b/keep.tf': '', 'd/Chart.yaml': '' })
  assert.deepEqual((await project.detect()).plugins, ['k8s', 'infra'])
})

test('without git on the path a repository is walked', async () => {
  using project = projectFolder({ ...BUILT, '.gitignore': 'generated\n', Dockerfile: '' })
  project.git('init', '-q')
  const { plugins, listedBy } = await project.detect({}, { searchPath: '' })
  assert.deepEqual([plugins, listedBy], [['infra'], 'walking'])
})

test('a project that an outer repository ignores is looked at all the same', async () => {
  using project = projectFolder({ 'shop/Dockerfile': '', '.gitignore': '*\n' })
  project.git('init', '-q')
  const { detectProject } = await import('../../server/autoload/detect-project.ts')
  const { GROUPS } = await import('../../server/autoload/groups.ts')
  const found = await detectProject(project.at('shop'), GROUPS, { environment: project.environment })
  assert.deepEqual([found.plugins, found.listedBy], [['infra'], 'walking'])
})

test('a folder below the top of a repository is judged by its own files', async () => {
  using project = projectFolder({ Dockerfile: '', 'web/package.json': dependsOn('vue'), 'web/untracked.tf': '' })
  project.git('init', '-q')
  project.git('add', 'Dockerfile', 'web/package.json')
  const { detectProject } = await import('../../server/autoload/detect-project.ts')
  const { GROUPS } = await import('../../server/autoload/groups.ts')
  const found = await detectProject(project.at('web'), GROUPS, { environment: project.environment })
  assert.deepEqual([found.plugins, found.listedBy], [['frontend', 'infra'], 'git'])
})

test('a tracked file that is gone is no reason', async () => {
  using project = projectFolder({ Dockerfile: '', 'package.json': dependsOn('react') })
  project.git('init', '-q')
  project.git('add', '.')
  rmSync(project.at('Dockerfile'))
  rmSync(project.at('package.json'))
  assert.deepEqual((await project.detect()).plugins, [])
})

for (const withGit of [true, false])
  test(`links are not followed, in the project or out of it, ${withGit ? 'with' : 'without'} git`, async () => {
    using project = projectFolder({ 'README.md': '', 'real/main.tf': '' })
    mkdirSync(`${project.outside}/else/k8s`, { recursive: true })
    writeFileSync(`${project.outside}/else/package.json`, dependsOn('stripe'))
    writeFileSync(`${project.outside}/else/k8s/a.yaml`, '\napiVersion: v1\nkind: Pod\n')
    symlinkSync(`${project.outside}/else`, project.at('linked'))
    symlinkSync(`${project.outside}/else/k8s`, project.at('k8s'))
    symlinkSync(`${project.outside}/else/package.json`, project.at('package.json'))
    symlinkSync('real/main.tf', project.at('Dockerfile'))
    if (withGit) project.git('init', '-q')
    assert.deepEqual((await project.detect()).plugins, ['infra'])
    assert.deepEqual(
      (await project.detect()).matches.map(({ file }) => file),
      ['real/main.tf'],
    )
  })

test('a tracked folder that has become a link out of the project is not read', async () => {
  using project = projectFolder({ 'web/package.json': dependsOn('react'), 'web/Dockerfile': '' })
  project.git('init', '-q')
  project.git('add', '.')
  renameSync(project.at('web'), `${project.outside}/web`)
  symlinkSync(`${project.outside}/web`, project.at('web'))
  assert.deepEqual((await project.detect()).plugins, [])
})

test('a folder that cannot be read is said, and the rest is looked at', {
  skip: process.getuid?.() === 0,
}, async () => {
  using project = projectFolder({ 'secret/x': '', Dockerfile: '' })
  chmodSync(project.at('secret'), 0)
  const { plugins, problems } = await project.detect()
  chmodSync(project.at('secret'), 0o700)
  assert.deepEqual([plugins, problems], [['infra'], ['The folder secret cannot be read.']])
})

test('looking ends at its limits and says so', async () => {
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}/package.json`, '{}']))
  using project = projectFolder(files)
  const few = await project.detect({ files: 20 })
  assert.deepEqual([few.files, few.stopped], [20, 'Only the first 20 files were looked at.'])
  const manifests = await project.detect({ manifests: 5 })
  assert.equal(manifests.stopped, 'Only the first 5 of 60 manifests were read.')
  const late = await project.detect({ milliseconds: 0 })
  assert.match(late.stopped ?? '', /0 ms were over/)
  project.git('init', '-q')
  project.git('add', 'f7')
  const tracked = await project.detect({ files: 20 })
  assert.deepEqual([tracked.files, tracked.stopped], [20, 'Only the first 20 files were looked at.'])
})

test('a folder that is not there, or is a file, is a sentence', async () => {
  using project = projectFolder({ file: '' })
  const { detectProject } = await import('../../server/autoload/detect-project.ts')
  for (const name of ['missing', 'file'])
    await assert.rejects(detectProject(project.at(name), [], { environment: project.environment }), { status: 422 })
})
