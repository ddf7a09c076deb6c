import { basename, dirname, join, resolve } from 'node:path'
import type { Look } from './disk.ts'
import type { FileText } from './text.ts'

/** The folder at or above this one that has a `.git`, or null. */
export function workTreeOf(look: Look, folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (look.stat(join(at, '.git'))) return at
    if (at === dirname(at)) return null
  }
}

/**
 * The folder by which Claude Code knows a project: a git repository's main work tree for everything in it and in its
 * linked work trees, else the folder itself. Measured with 2.1.329: a record of `installed_plugins.json` counts when
 * its `projectPath` and the session's folder have this in common.
 */
export function projectOf(look: Look, folder: string): string {
  const workTree = workTreeOf(look, folder)
  if (!workTree) return folder
  const common = commonFolder(look, gitFolder(look, workTree))
  return basename(common) === '.git' ? dirname(common) : workTree
}

/**
 * The folder whose `.claude/settings.local.json` counts for a session in a folder: the project's when it has one, else
 * the folder's own. (`settings.json` is only ever read from the session's own folder.) Measured with 2.1.329.
 */
export function localSettingsFolder(look: Look, folder: string): string {
  const project = projectOf(look, folder)
  return look.stat(join(project, '.claude', 'settings.local.json')) ? project : folder
}

/** The addresses of a work tree's remotes, in a form in which the same repository always looks the same. */
export function remotesOf(look: Look, workTree: string): readonly string[] {
  const config = join(commonFolder(look, gitFolder(look, workTree)), 'config')
  return look.file(config, LARGEST_CONFIG, remoteAddresses)
}

/** `github.com/acme/lab` for `acme/lab`, `https://github.com/acme/lab.git`, `git@github.com:acme/lab` and the like. */
export function normalAddress(address: string): string {
  const trimmed = address
    .trim()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
  if (/^[\w.-]+\/[\w.-]+$/.test(trimmed)) return `github.com/${trimmed}`.toLowerCase()
  const url = /^[a-z][a-z+]*:\/\/(?:[^@/]*@)?([^/:]*)(?::\d+)?\/*(.*)$/i.exec(trimmed)
  const short = /^(?:[^@/]*@)([^/:]+):\/*(.*)$/.exec(trimmed)
  const [, host = '', path = ''] = url ?? short ?? []
  return host ? `${host}/${path}`.toLowerCase() : trimmed
}

const LARGEST_CONFIG = 256 * 1024

/** `.git` is a file that names the real folder in linked work trees and submodules. */
function gitFolder(look: Look, workTree: string) {
  const git = join(workTree, '.git')
  if (look.stat(git)?.isDirectory()) return git
  const target = look.file(git, LARGEST_CONFIG, linkedFolder)
  return target === null ? git : resolve(workTree, target)
}

function commonFolder(look: Look, git: string) {
  const common = look.file(join(git, 'commondir'), LARGEST_CONFIG, onlyLine)
  return common === null ? git : resolve(git, common)
}

const linkedFolder = (content: FileText) => /^gitdir: (.+)$/m.exec(textOf(content))?.[1]?.trim() ?? null
const onlyLine = (content: FileText) => textOf(content).trim() || null
const textOf = (content: FileText) => (content.state === 'text' ? content.text : '')

function remoteAddresses(content: FileText): readonly string[] {
  const found = new Set<string>()
  let inRemote = false
  for (const line of textOf(content).split('\n')) {
    const section = /^\s*\[([^\]]*)\]/.exec(line)
    if (section) inRemote = /^remote\b/i.test(section[1] ?? '')
    const address = inRemote && /^\s*url\s*=\s*(.+?)\s*$/i.exec(line)?.[1]
    if (address) found.add(normalAddress(address))
  }
  return [...found]
}
