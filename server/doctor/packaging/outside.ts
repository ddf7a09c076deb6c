import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { isInside } from '../../trees/inside.ts'
import type { Tree } from '../../trees/types.ts'
import { lineAt, textOf } from './text-lines.ts'
import type { Outside } from './types.ts'

/** What a script or a text of a plugin names by a path that leads out of the plugin, where that really leads somewhere. */
export function outsideOf({ root, entries }: Tree): readonly Outside[] {
  const found: Outside[] = []
  let left = MOST_BYTES
  for (const { path, kind, size } of entries.values()) {
    if (found.length >= MOST_FOUND || left <= 0) break
    if (kind !== 'file' || size > LARGEST || size === 0 || !isRead(path)) continue
    left -= size
    found.push(...outsideIn(root, path))
  }
  return found
}

/** Configurations are read by checks of their own. */
const isRead = (path: string) => /\.(md|[cm]?[jt]s|sh|bash|py|rb)$/.test(path) || !/\.[^/]*$/.test(path)

const LARGEST = 256 * 1024
const MOST_BYTES = 4 * 1024 * 1024
const MOST_FOUND = 20
const MOST_PATHS = 500

function outsideIn(root: string, path: string): Outside[] {
  const file = join(root, path)
  const text = textOf(file)
  if (text?.includes('../') !== true) return []
  return [...text.matchAll(UPWARD)].slice(0, MOST_PATHS).flatMap(({ index, 0: whole, groups = {} }) => {
    const written = groups.path ?? ''
    const leadsTo = resolve(groups.root === undefined ? dirname(file) : root, written)
    if (isInside(leadsTo, root) || isInside(root, leadsTo) || !existsSync(leadsTo)) return []
    return [{ file, line: lineAt(text, index + whole.length - written.length), written, leadsTo }]
  })
}

/**
 * A path that goes up, where a path can begin: after a quote, a bracket, a space or `=`; after a folder that the shell
 * finds (`"$(dirname "$0")/../x"`, `$DIR/../x`); or after the plugin's own root.
 */
const UPWARD =
  /(?:(?<root>\$\{?CLAUDE_PLUGIN_ROOT\}?"?\/)|\$\{?\w+\}?"?\/|\)"?\/|["'`(\s=@]|^)(?<path>(?:\.\.\/)+[\w@-][\w.@/-]*)/gm
