import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'

/** A text or bytes, a link ('-> target'), or a file with a mode or a time of its own. */
export type Content = string | Buffer | { text: string; mode?: number; mtime?: number }

/** A temporary folder with its real path, removed when the test is over. */
export function temporary(test: TestContext): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hotplug-trees-')))
  test.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Lays files below a folder, making it; a text that begins with '-> ' is a link. */
export function lay(root: string, files: Record<string, Content>): string {
  mkdirSync(root, { recursive: true })
  for (const [path, content] of Object.entries(files)) layOne(join(root, path), content)
  return root
}

function layOne(path: string, content: Content) {
  mkdirSync(dirname(path), { recursive: true })
  if (typeof content === 'string' && content.startsWith('-> ')) return symlinkSync(content.slice(3), path)
  if (typeof content === 'string' || Buffer.isBuffer(content)) return writeFileSync(path, content)
  writeFileSync(path, content.text)
  if (content.mode !== undefined) chmodSync(path, content.mode)
  if (content.mtime !== undefined) utimesSync(path, content.mtime, content.mtime)
}

/** Everything below a folder, hidden and ignored files too: path to contents, '*' in front when executable. */
export function contentsOf(root: string, folder = ''): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of readdirSync(join(root, folder)).sort()) {
    const path = folder === '' ? name : `${folder}/${name}`
    const stats = lstatSync(join(root, path))
    if (stats.isDirectory()) Object.assign(found, contentsOf(root, path))
    else if (stats.isSymbolicLink()) found[path] = `-> ${readlinkSync(join(root, path))}`
    else found[path] = (stats.mode & 0o111 ? '*' : '') + readFileSync(join(root, path), 'latin1')
  }
  return found
}

/** Whatever a person would call the plugin: without what a sync never touches. */
export function syncedContentsOf(root: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(contentsOf(root)).filter(
      ([path]) => !/^(\.in_use|\.orphaned_at)|(^|\/)(node_modules|\.git|\.env[^/]*)(\/|$)/.test(path),
    ),
  )
}
