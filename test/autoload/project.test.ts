import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dependsOn, projectFolder } from './project-folder.ts'

const pom = (group: string, artifact: string) =>
  `<project><parent><groupId>${group}</groupId>\n<artifactId>${artifact}</artifactId></parent></project>`
const MANIFEST = '# ours\napiVersion: apps/v1\nkind: Deployment\n'

/** What makes a project of each kind, the groups it wants (all of them), and the technology that was seen. */
const STACKS: readonly [says: string, groups: string, files: Record<string, string>][] = [
  ['React', 'frontend', { 'package.json': dependsOn('react', 'react-dom') }],
  ['React', 'frontend', { 'package.json': JSON.stringify({ peerDependencies: { react: '>=18' } }) }],
  ['Vue', 'frontend', { 'package.json': JSON.stringify({ devDependencies: { vue: '^3' } }) }],
  ['Vue', 'frontend', { 'src/App.vue': '<template />' }],
  ['Angular', 'frontend', { 'angular.json': '{}' }],
  ['Angular', 'frontend', { 'package.json': dependsOn('@angular/core') }],
  ['Svelte', 'frontend', { 'package.json': dependsOn('@sveltejs/kit') }],
  ['Next.js', 'frontend', { 'next.config.mjs': '' }],
  ['Next.js', 'frontend', { 'package.json': dependsOn('next') }],
  ['Nuxt', 'frontend', { 'nuxt.config.ts': '' }],
  ['Tailwind CSS', 'frontend', { 'tailwind.config.js': '', 'src/site.css': '' }],
  ['Express', 'backend', { 'package.json': dependsOn('express') }],
  ['NestJS', 'backend', { 'package.json': dependsOn('@nestjs/core') }],
  ['Hono', 'backend', { 'deno.json': '{ "imports": { "hono": "jsr:@hono/hono", "h": "npm:hono@4" } }' }],
  ['Prisma', 'backend', { 'prisma/schema.prisma': '' }],
  ['FastAPI', 'backend', { 'requirements.txt': '# web\nfastapi[all]>=0.110 ; python_version > "3.9"\n' }],
  ['FastAPI', 'backend', { 'pyproject.toml': '[project]\nname = "x"\ndependencies = [\n  "FastAPI>=0.1",\n]\n' }],
  ['Django', 'backend', { Pipfile: '[packages]\ndjango = "*"\n' }],
  ['Django', 'backend', { 'manage.py': '' }],
  ['Flask', 'backend', { 'setup.cfg': '[options]\ninstall_requires =\n  Flask>2\n' }],
  ['SQLAlchemy', 'backend', { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.12"\nSQLAlchemy = "^2"\n' }],
  ['Spring Boot', 'backend', { 'pom.xml': pom('org.springframework.boot', 'spring-boot-starter-parent') }],
  ['Spring Boot', 'backend', { 'build.gradle.kts': 'plugins { id("org.springframework.boot") version "3.4.0" }' }],
  ['Gin', 'backend', { 'go.mod': 'module x\nrequire (\n\tgithub.com/gin-gonic/gin v1.10.0\n)\n' }],
  [
    'An HTTP server in Go',
    'backend',
    { 'main.go': 'import "net/http"\nfunc main() { http.ListenAndServe(":80", nil) }' },
  ],
  ['Rails', 'backend', { Gemfile: "source 'https://rubygems.org'\ngem 'rails', '~> 8.0'\n" }],
  ['Laravel', 'backend', { 'composer.json': JSON.stringify({ require: { 'laravel/framework': '^12' } }) }],
  ['A Rust web framework', 'backend', { 'Cargo.toml': '[dependencies]\naxum = { version = "0.8" }\n' }],
  ['ASP.NET Core', 'backend', { 'Shop.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>' }],
  ['Phoenix', 'backend', { 'mix.exs': 'defp deps do [{:phoenix, "~> 1.7"}] end' }],
  ['PostgreSQL', 'backend', { 'package.json': dependsOn('pg') }],
  ['Docker', 'infra', { Dockerfile: 'FROM scratch' }],
  ['Docker', 'infra', { 'docker/api.dockerfile': 'FROM scratch' }],
  ['Docker Compose', 'infra', { 'compose.yaml': 'services: {}' }],
  ['Docker Compose', 'infra', { 'docker-compose.override.yml': 'services: {}' }],
  ['Terraform', 'infra', { 'environments/prod/eu/network/vpc/main.tf': '' }],
  ['Pulumi', 'infra', { 'Pulumi.yaml': 'name: x' }],
  ['Ansible', 'infra', { 'ansible.cfg': '' }],
  ['GitLab CI', 'infra', { '.gitlab-ci.yml': '' }],
  ['Kubernetes', 'k8s', { 'k8s/api.yaml': MANIFEST }],
  ['Kubernetes', 'k8s', { 'services/shop/deploy/prod/api.yml': MANIFEST }],
  ['Kubernetes', 'k8s', { 'deployment.yaml': MANIFEST }],
  ['Kustomize', 'k8s', { 'ops/base/kustomization.yaml': '' }],
  ['Helm', 'k8s', { 'charts/shop/Chart.yaml': 'name: shop' }],
  ['GitHub Actions', 'github', { '.github/workflows/ci.yml': 'on: push' }],
  ['A GitHub action', 'github', { 'action.yml': 'name: x' }],
  ['Vitest', 'testing', { 'package.json': dependsOn('vitest') }],
  ['Jest', 'testing', { 'jest.config.cjs': '' }],
  ['Playwright', 'testing', { 'e2e/playwright.config.ts': '' }],
  ['pytest', 'testing', { 'pyproject.toml': '[tool.pytest.ini_options]\naddopts = "-q"\n' }],
  ['pytest', 'testing', { 'tests/conftest.py': '' }],
  ['pytest', 'testing', { 'pyproject.toml': '[dependency-groups]\ndev = ["pytest>=8", "ruff"]\n' }],
  [
    'JUnit',
    'testing',
    { 'build.gradle': "dependencies { testImplementation 'org.junit.jupiter:junit-jupiter:5.11' }" },
  ],
  ['Go tests', 'testing', { 'go.mod': 'module x\n', 'list_test.go': '' }],
  ['Stripe', 'payments', { 'package.json': dependsOn('@stripe/stripe-js') }],
  ['Stripe', 'payments', { 'requirements/base.txt': 'stripe==12.1\n' }],
  ['Expo', 'mobile', { 'package.json': dependsOn('expo', 'react', 'react-native') }],
  ['React Native', 'mobile', { 'package.json': dependsOn('react', 'react-native') }],
  ['iOS', 'mobile', { 'ios/Shop.xcodeproj/project.pbxproj': '' }],
  ['Xcode', 'mobile', { 'Shop.xcodeproj/project.pbxproj': '' }],
  ['Android', 'mobile', { 'android/build.gradle': '' }],
  ['Android', 'mobile', { 'app/build.gradle.kts': 'plugins {\n  id("com.android.application")\n}' }],
  [
    'Android',
    'mobile',
    { 'gradle/libs.versions.toml': '[plugins]\napp = { id = "com.android.application", version = "8" }' },
  ],
  ['Flutter', 'mobile', { 'pubspec.yaml': 'name: x\ndependencies:\n  flutter:\n    sdk: flutter\n' }],
  ['PyTorch', 'ml', { 'environment.yml': 'dependencies:\n  - pytorch::pytorch=2.5\n  - pip:\n    - torch\n' }],
  ['TensorFlow', 'ml', { 'setup.py': "setup(name='x', install_requires=['tensorflow>=2'])" }],
  [
    'Transformers',
    'ml',
    { 'pyproject.toml': '[project.optional-dependencies]\ntrain = ["transformers[torch]", "peft"]\n' },
  ],
  ['Notebooks', 'ml', { 'explore.ipynb': '{}' }],
  ['Changesets', 'release', { '.changeset/config.json': '{}' }],
  [
    'semantic-release',
    'release',
    { 'package.json': JSON.stringify({ devDependencies: { 'semantic-release': '25' } }) },
  ],
  ['release-please', 'release', { 'release-please-config.json': '{}' }],
  ['GoReleaser', 'release', { '.goreleaser.yaml': '' }],
  ['Mermaid', 'diagrams', { 'docs/architecture/login.mmd': 'graph LR' }],
  ['draw.io', 'diagrams', { 'docs/overview.drawio': '' }],
  ['Mermaid', 'diagrams', { 'package.json': dependsOn('mermaid') }],
  ['Jira', 'jira', { '.jira.d/config.yml': '' }],
  ['Jira', 'jira', { '.jira': '' }],
  ['Jira', 'jira', { 'requirements.txt': 'jira\n' }],
  ['Azure Pipelines', 'azure-devops', { 'azure-pipelines.yml': '' }],
  ['Azure Pipelines', 'azure-devops', { 'build/azure-pipelines-nightly.yml': '' }],
]

for (const [says, groups, files] of STACKS) {
  test(`${says} by ${Object.keys(files).join(' and ')} asks for ${groups}`, async () => {
    using project = projectFolder(files)
    project.git('init', '-q')
    const { plugins, ids, matches, stopped } = await project.detect()
    assert.equal(plugins.join(' '), groups)
    assert.deepEqual(ids, [`sw-${groups}@specweave`])
    assert.equal(stopped, null)
    const match = matches.find((match) => match.says === says)
    assert.ok(
      match && match.weight >= 0.5 && match.file in { ...files, '.changeset': 1, '.jira.d': 1 },
      JSON.stringify(matches),
    )
  })
}

const NOTHING: readonly [what: string, files: Record<string, string>][] = [
  ['an empty folder', {}],
  ['a script', { 'main.py': 'print(1)', 'README.md': '# x' }],
  ['a command line tool', { 'package.json': dependsOn('commander', 'semver'), 'src/main.ts': '' }],
  [
    'a library with a change log',
    { 'Cargo.toml': '[package]\nname = "react"\n[dependencies]\nserde = "1"\n', 'CHANGELOG.md': '' },
  ],
  ['a program that draws React in a terminal', { 'package.json': dependsOn('react', 'ink'), 'src/app.tsx': '' }],
  ['names that only begin like others', { 'package.json': dependsOn('reactor', 'expressive', 'vuex-like', 'stripes') }],
  ['a style sheet', { 'style.css': '' }],
  ['a catalogue of another tool', { 'deploy/values.yaml': 'image: x\n', 'catalog-info.yaml': MANIFEST }],
  ['what others need', { 'go.mod': 'module x\nrequire github.com/gin-gonic/gin v1.10.0 // indirect\n' }],
  ['a file named like a folder', { '.changeset': '', k8s: MANIFEST, '.github': '' }],
  ['a folder named like a file', { 'Dockerfile/notes.txt': '', 'Chart.yaml/x': '', 'package.json/react': '' }],
  [
    'Stripe and Docker of the dependencies',
    { 'node_modules/x/package.json': dependsOn('stripe'), 'vendor/x/Dockerfile': '' },
  ],
]

for (const [what, files] of NOTHING) {
  for (const withGit of [true, false])
    test(`${what} asks for nothing ${withGit ? 'in a repository' : 'without git'}`, async () => {
      using project = projectFolder(files)
      if (withGit) project.git('init', '-q')
      const { plugins, listedBy } = await project.detect()
      assert.deepEqual(plugins, [])
      // An empty repository is looked at again, in case an outer one ignores the folder.
      if (Object.keys(files).length > 0) assert.equal(listedBy, withGit ? 'git' : 'walking')
    })
}

test('several stacks at once are all seen, each with its reasons', async () => {
  using project = projectFolder({
    'package.json': dependsOn('next', 'stripe', '@prisma/client', 'vitest'),
    Dockerfile: '',
    'infra/main.tf': '',
    '.github/workflows/ci.yml': '',
  })
  const { plugins, matches } = await project.detect()
  assert.deepEqual([...plugins].sort(), ['backend', 'frontend', 'github', 'infra', 'payments', 'testing'])
  const stripe = matches.find(({ group }) => group === 'payments')
  assert.deepEqual(stripe, {
    group: 'payments',
    kind: 'dependency',
    says: 'Stripe',
    seen: 'depends on stripe',
    file: 'package.json',
    place: 'root',
    weight: 0.9,
    more: 0,
  })
})
