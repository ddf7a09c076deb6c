import type { Ecosystem } from '../types.ts'
import { composerJson, denoJson, packageJson } from './manifests/javascript.ts'
import { dotnetProject, gemfile, goMod, gradle, mixExs, pomXml, pubspec } from './manifests/others.ts'
import { condaEnvironment, pipfile, pyproject, requirements, setupCfg, setupPy } from './manifests/python.ts'
import { cargoToml } from './manifests/toml.ts'

export type Manifest = { readonly ecosystem: Ecosystem; readonly namesIn: (text: string) => string[] }

const of = (ecosystem: Ecosystem, namesIn: Manifest['namesIn'], ...paths: readonly string[]) =>
  paths.map((path) => [path, { ecosystem, namesIn }] as const)

/** Which files list what a project depends on, and how each is read. None is run, all may be broken. */
export const MANIFESTS: readonly (readonly [path: string, manifest: Manifest])[] = [
  ...of('npm', packageJson, 'package.json'),
  ...of('npm', denoJson, 'deno.json', 'deno.jsonc'),
  ...of('python', requirements, 'requirements*.txt', 'requirements/*.txt', '*requirements.txt'),
  ...of('python', pyproject, 'pyproject.toml'),
  ...of('python', pipfile, 'Pipfile'),
  ...of('python', setupCfg, 'setup.cfg'),
  ...of('python', setupPy, 'setup.py'),
  ...of('python', condaEnvironment, 'environment.yml', 'environment.yaml'),
  ...of('jvm', pomXml, 'pom.xml'),
  ...of('jvm', gradle, 'build.gradle', 'build.gradle.kts', 'libs.versions.toml'),
  ...of('go', goMod, 'go.mod'),
  ...of('ruby', gemfile, 'Gemfile', '*.gemspec'),
  ...of('php', composerJson, 'composer.json'),
  ...of('rust', cargoToml, 'Cargo.toml'),
  ...of('dart', pubspec, 'pubspec.yaml'),
  ...of('dotnet', dotnetProject, '*.csproj', '*.fsproj', 'Directory.Packages.props'),
  ...of('elixir', mixExs, 'mix.exs'),
]
