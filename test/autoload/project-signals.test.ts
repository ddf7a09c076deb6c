import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GROUPS } from '../../server/autoload/groups.ts'
import { badPattern, indexPatterns } from '../../server/autoload/project/patterns.ts'

test('every signal of the table can be used', () => {
  for (const { name, project } of GROUPS) {
    assert.ok(project.length > 0, `${name} has no signals`)
    for (const signal of project) {
      assert.ok(signal.says !== '' && signal.weight > 0 && signal.weight <= 1, `${name}: ${signal.says}`)
      if (signal.kind !== 'dependency')
        for (const path of signal.paths) assert.equal(badPattern(path), null, `${name}: ${path}`)
    }
  }
})

test('every group has a signal that is enough alone', () => {
  for (const { name, project } of GROUPS)
    assert.ok(
      project.some(({ weight }) => weight >= 0.9),
      name,
    )
})

const PATTERNS: readonly [pattern: string, fits: readonly string[], not: readonly string[]][] = [
  ['Chart.yaml', ['Chart.yaml', 'a/b/chart.yaml'], ['MyChart.yaml', 'Chart.yaml/x', 'Chart.yml']],
  ['*.tf', ['a.tf', 'x/y.b.tf'], ['a.tfvars', 'tf', 'a.tf/x']],
  ['**/*.tf', ['a.tf', 'x/y/z.tf'], ['a.tfx']],
  ['/.jira', ['.jira'], ['a/.jira']],
  ['next.config.*', ['next.config.js', 'web/next.config.mjs'], ['my-next.config.js', 'next.configs']],
  ['Dockerfile.*', ['Dockerfile.prod'], ['Dockerfile', 'notDockerfile.x']],
  ['k8s/**/*.yaml', ['k8s/a.yaml', 'ops/k8s/x/y/a.yaml'], ['xk8s/a.yaml', 'k8s/a.yml', 'a.yaml']],
  [
    '/.github/workflows/*.yml',
    ['.github/workflows/ci.yml'],
    ['x/.github/workflows/ci.yml', '.github/workflows/a/b.yml'],
  ],
  ['azure-pipelines*.yml', ['azure-pipelines.yml', 'ci/azure-pipelines-pr.yml'], ['my-azure-pipelines.yml']],
  ['*.drawio.svg', ['docs/a.drawio.svg'], ['a.svg']],
  ['a+(b).[c]', ['a+(b).[c]'], ['aab.c']],
]

for (const [pattern, fits, not] of PATTERNS) {
  test(`${pattern} names what it should`, () => {
    const { find } = indexPatterns([[pattern, true]])
    const isFound = (path: string) => find(path, path.slice(path.lastIndexOf('/') + 1)).length > 0
    assert.deepEqual(fits.filter(isFound), fits)
    assert.deepEqual(not.filter(isFound), [])
  })
}

test('a pattern that cannot be looked up quickly is refused with a reason', () => {
  for (const pattern of ['', '*', 'src/**', '*x*', '*.*', 'a/b/', '*a*b*c*d*.ts', 'x'.repeat(300)])
    assert.equal(typeof badPattern(pattern), 'string', pattern)
})
