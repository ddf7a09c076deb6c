import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dependsOn, projectFolder } from './project-folder.ts'

const DEEP = 'a/b/c/d/e/f'

/** How each tool names the folders that are projects of their own. */
const WORKSPACES: Record<string, Record<string, string>> = {
  'npm and yarn': { 'package.json': JSON.stringify({ workspaces: ['a/b/**', '!a/b/x'] }) },
  'yarn 1': { 'package.json': JSON.stringify({ workspaces: { packages: [`./${DEEP}/`] } }) },
  pnpm: { 'pnpm-workspace.yaml': `packages:\n  # ours\n  - 'a/b/c/d/*/f'\ncatalog:\n  - z\n` },
  lerna: { 'lerna.json': JSON.stringify({ packages: ['a/**'] }) },
}

for (const [tool, files] of Object.entries(WORKSPACES)) {
  test(`a workspace of ${tool} counts as much as the top of the project`, async () => {
    using project = projectFolder({ ...files, [`${DEEP}/package.json`]: dependsOn('react') })
    const { matches } = await project.detect()
    const react = matches.find(({ says }) => says === 'React')
    assert.deepEqual([react?.place, react?.weight, react?.file], ['workspace', 0.9, `${DEEP}/package.json`])
  })
}

test('the same so deep without a workspace says less', async () => {
  using project = projectFolder({ [`${DEEP}/package.json`]: dependsOn('react') })
  const { matches } = await project.detect()
  assert.deepEqual([matches[0]?.place, matches[0]?.weight], ['deep', 0.54])
})

for (const folder of [
  'examples/with-react',
  'test/fixtures/app',
  'packages/core/__fixtures__/x',
  'docs',
  'templates/vue',
])
  test(`a dependency in ${folder} alone is not enough, and it is said why`, async () => {
    using project = projectFolder({
      'package.json': JSON.stringify({ workspaces: ['examples/*', 'packages/*'] }),
      [`${folder}/package.json`]: dependsOn('react', 'react-dom', 'vue', 'svelte'),
    })
    const { plugins, suppressed } = await project.detect()
    assert.deepEqual(plugins, [])
    assert.deepEqual(suppressed, [
      { group: 'frontend', weight: 0.27, why: 'It is only in folders of examples, tests or documents.' },
    ])
  })

test('the strongest place is the one that is shown, however many others there are', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`examples/e${index}/package.json`, dependsOn('react')]),
  )
  using project = projectFolder({ ...many, 'zoo/web/package.json': dependsOn('react') })
  const { matches, plugins } = await project.detect()
  assert.deepEqual(plugins, ['frontend'])
  assert.deepEqual([matches[0]?.file, matches[0]?.more], ['zoo/web/package.json', 40])
})

test('tests in a folder of tests are at home, an Express server there is not', async () => {
  using project = projectFolder({ 'e2e/package.json': dependsOn('@playwright/test', 'express') })
  const { plugins } = await project.detect()
  assert.deepEqual(plugins, ['testing'])
})

test('a project whose own folder is called examples is a project', async () => {
  using project = projectFolder({ 'examples/shop/package.json': dependsOn('react') })
  const { detectProject } = await import('../../server/autoload/detect-project.ts')
  const { GROUPS } = await import('../../server/autoload/groups.ts')
  const { plugins } = await detectProject(project.at('examples/shop'), GROUPS, { environment: project.environment })
  assert.deepEqual(plugins, ['frontend'])
})
