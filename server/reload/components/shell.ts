import { joinPath } from './files.ts'

/** ‹root› stands for the plugin's folder, ‹here› for the folder of the script that is read. */
const ROOT = '\uE000'
const HERE = '\uE001'

const LONGEST_SCRIPT = 100_000

/** The files and folders that a shell text names by way of the root folder or its own folder, below the root. */
export function pathsNamedIn(text: string, here: string, rootNames: readonly string[]): readonly string[] {
  const marked = withVariables(withPlaces(text.slice(0, LONGEST_SCRIPT).replaceAll(/[\uE000\uE001]/g, ''), rootNames))
  const found = [...marked.matchAll(/([\uE000\uE001])(?:([^\s"'`;|&()<>$]*)"|([^\s"'`;|&()<>$]*))/g)]
  const quoted = [...marked.matchAll(/"([\uE000\uE001])([^"$`\n]*)"/g)]
  const paths = [...found, ...quoted].map(([, place, ...rest]) =>
    joinPath(place === ROOT ? '' : here, (rest.find((part) => part !== undefined) ?? '').replace(/^[\\/]+/, '')),
  )
  return [...new Set(paths.filter((path) => path !== null))]
}

/** The words of a command line without their quotes and operators. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[\s"'`;|&()<>]+/, 2000)
    .map((word) => word.replace(/^--?[\w-]+=/, ''))
    .filter((word) => word !== '' && !word.startsWith('-'))

function withPlaces(text: string, rootNames: readonly string[]): string {
  return rootNames
    .reduce((marked, name) => marked.replaceAll(variable(name), ROOT), text)
    .replaceAll(/\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}|\$\{0:[aA]:h\}|%~dp0|\$PSScriptRoot/g, HERE)
    .replaceAll(/\$\((?:realpath|readlink\s+-f)\s+(?:--\s+)?"?(?:\$0|\$\{0\}|\$\{BASH_SOURCE[^}]*\})"?\)/g, '$0')
    .replaceAll(
      /(?:\$\(|`)\s*dirname\s+(?:--\s+)?"?(?:\$0|\$\{0\}|\$BASH_SOURCE|\$\{BASH_SOURCE[^}]*\})"?\s*(?:\)|`)/g,
      HERE,
    )
}

/** `DIR="$(dirname "$0")"` makes `$DIR/lib.sh` a file of that folder, and `$(cd "$DIR/.." && pwd)` the one above. */
function withVariables(text: string): string {
  let marked = joined(withFolders(text))
  for (let round = 0; round < 3; round++) {
    for (const [, name = '', value = ''] of [...marked.matchAll(ASSIGNED)].slice(0, 50)) {
      marked = marked.replaceAll(variable(name), value)
    }
    marked = joined(withFolders(marked))
  }
  return marked
}

const ASSIGNED = /(?:^|[\s;$])(?:set\s+"?)?([A-Za-z_]\w{0,60})\s?=\s?"?([\uE000\uE001][^\s"'`;|&()<>$]{0,300})/g
const ABOVE = /(?:\$\(|`)\s*dirname\s+(?:--\s+)?"?([\uE000\uE001][^\s"'`()$]*)"?\s*(?:\)|`)/g
const ENTERED = /\$\(\s*cd\s+(?:-P\s+)?(?:--\s+)?"?([\uE000\uE001][^\s"'`()$]*)"?[^()]{0,60}&&\s*pwd(?:\s+-P)?\s*\)/g

function withFolders(text: string): string {
  let marked = text
  for (let round = 0; round < 3; round++) marked = marked.replaceAll(ABOVE, '$1/..').replaceAll(ENTERED, '$1')
  return marked
}

/** `"$ROOT"/lib.sh` and `$ROOT/lib.sh` are the same path. */
const joined = (text: string) => text.replaceAll(/([\uE000\uE001][^\s"'`;|&()<>$]*)"(?=[\\/])/g, '$1')

const variable = (name: string) =>
  new RegExp(`\\$\\{${name}(?::?[-=?+][^}]*)?\\}|\\$(?:env:)?${name}\\b|%${name}%`, 'g')
