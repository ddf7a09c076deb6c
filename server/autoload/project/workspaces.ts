import { isObject, parsed } from './manifests/javascript.ts'
import { caught, linesOf } from './manifests/lines.ts'
import { tablesOf } from './manifests/toml.ts'
import { isTame, regexOf } from './patterns.ts'

/** Files at the top of a project that may say which of its folders are projects of their own. */
export const WORKSPACE_FILES = {
  'package.json': (text: string) => packagesOf(parsed(text), 'workspaces'),
  'lerna.json': (text: string) => packagesOf(parsed(text), 'packages'),
  'pnpm-workspace.yaml': pnpmPackages,
  'nx.json': () => ['apps/*', 'libs/*', 'packages/*', 'apps/*/*', 'libs/*/*'],
  'Cargo.toml': (text: string) =>
    tablesOf(text)
      .filter(({ name }) => name === 'workspace')
      .flatMap(({ lines }) => lines.flatMap((line) => caught(line, /"([^"]{1,200})"/g))),
  'go.work': (text: string) => caught(text, /^\s{0,20}(?:use\s{1,20})?(\.\/[^\s()]{1,200})/g),
  'pom.xml': (text: string) => caught(text, /<module>\s{0,20}([^<\s]{1,200})\s{0,20}<\/module>/g),
  'settings.gradle': gradleProjects,
  'settings.gradle.kts': gradleProjects,
} satisfies Record<string, (text: string) => readonly string[]>

const MOST = 200

/** Whether a folder is one of those that the patterns of a workspace name. */
export function workspaceTest(patterns: readonly string[]): (folder: string) => boolean {
  const usable = patterns.slice(0, MOST).map((pattern) =>
    pattern
      .trim()
      .replace(/^!?\.\//, '')
      .replace(/\/+$/, ''),
  )
  const [out, within] = [usable.filter((one) => one.startsWith('!')), usable.filter((one) => !one.startsWith('!'))]
  const [unwanted, wanted] = [out.map((one) => one.slice(1)), within].map(expressions)
  return (folder) =>
    wanted?.some((regex) => regex.test(folder)) === true && !unwanted?.some((regex) => regex.test(folder))
}

const expressions = (patterns: readonly string[]) =>
  patterns.filter(isTame).map((pattern) => regexOf(`/${pattern.replace(/^\//, '').replace(/\*\*$/, '**/*')}`))

function packagesOf(manifest: unknown, key: string): readonly string[] {
  const named = isObject(manifest) ? manifest[key] : null
  const list = isObject(named) && !Array.isArray(named) ? named.packages : named
  return Array.isArray(list) ? list.filter((pattern) => typeof pattern === 'string') : []
}

function pnpmPackages(text: string): readonly string[] {
  const patterns: string[] = []
  let listed = false
  for (const line of linesOf(text)) {
    if (/^\w/.test(line)) listed = line.startsWith('packages:')
    const pattern = listed
      ? line.match(/^\s{0,20}-\s{1,20}["']?([^"'#]{1,200}?)["']?\s{0,20}(?:#.*)?$/)?.[1]
      : undefined
    if (pattern) patterns.push(pattern)
  }
  return patterns
}

/** `include(":apps:shop")` is the folder apps/shop. */
function gradleProjects(text: string): readonly string[] {
  return linesOf(text)
    .filter((line) => /\binclude\b/.test(line) || /^\s*["']:/.test(line))
    .flatMap((line) => caught(line, /["']:?([\w.:-]{1,200})["']/g))
    .map((project) => project.replaceAll(':', '/'))
}
