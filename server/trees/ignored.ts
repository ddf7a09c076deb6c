const ANYWHERE = new Set(['.git', 'node_modules'])
const AT_THE_TOP = new Set(['.in_use', '.orphaned_at', '.in_use-links'])
const STAGE = '.hotplug-stage-'

/**
 * Whether a path below a plugin's folder is left out of every scan, comparison and sync.
 *
 * Claude Code 2.1.329 (measured with `claude plugin install`, directory and git marketplaces alike) leaves out only the
 * plugin's own `.git`, `.in_use` and `.orphaned_at`, and pipes. It copies everything else: `node_modules`, `.env`,
 * files named in .gitignore, empty folders, `.DS_Store`, a `.git` further down, modes and executable bits. Hotplug
 * leaves out more, on purpose: repositories at any depth, `node_modules` (the cache has its own), files that hold
 * secrets (`.env*`) and its own staging folder.
 */
export function isIgnored(path: string): boolean {
  return path.split('/').some((name, depth) => isIgnoredName(name, depth))
}

/** The same for one name of a path; `depth` is 0 directly below the plugin's folder. */
export function isIgnoredName(name: string, depth: number): boolean {
  if (ANYWHERE.has(name) || name.startsWith('.env')) return true
  return depth === 0 && (AT_THE_TOP.has(name) || name.startsWith(STAGE))
}

export const stageName = (action: string) => `${STAGE}${action}`
