import { basename, relative, resolve } from 'node:path'
import { isInside } from '../../trees/inside.ts'
import type { Condition } from './types.ts'

/** Files that projects have for other reasons than to switch a hook. */
const OF_THE_PROJECT =
  /^(?:package(?:-lock)?\.json|tsconfig.*\.json|deno\.jsonc?|composer\.json|jest\.config\..*|\.git.*|node_modules|\.env.*|\.?eslint.*|\.?prettier.*|\.?biome.*|\.?ruff.*|pyproject\.toml|setup\.(?:py|cfg)|requirements.*|Pipfile.*|Cargo\.(?:toml|lock)|go\.(?:mod|sum)|Gemfile.*|Makefile|Dockerfile.*|.*compose\.ya?ml|pom\.xml|build\.gradle.*|README.*|CHANGELOG.*|LICENSE.*|CLAUDE(?:\.local)?\.md|AGENTS\.md|.*\.(?:lock|ts|js|mjs|cjs|py|sh|rb|go|rs|java))$/i

const OF_CLAUDE_CODE =
  /^(?:settings(?:\.local)?\.json|\.mcp\.json|\.lsp\.json|plugin\.json|marketplace\.json|hooks\.json)$/

/** Why what switches a hook is not changed from here, as a sentence; null where it is. */
export function refusalOf(
  { kind, needsMore, switch: change }: Pick<Condition, 'kind' | 'needsMore' | 'switch'>,
  project: string,
): string | null {
  if (change === null) return 'No change of it was found that makes a difference.'
  for (const file of change.changes.map((one) => resolve(one.file))) {
    if (!isInside(file, project) || file === project) return `${file} lies outside of this project.`
    const name = basename(file)
    const isOfClaude = OF_CLAUDE_CODE.test(name) && relative(project, file) !== name
    if (isOfClaude || name === '.mcp.json') return `${name} is Claude Code’s own file.`
    if (OF_THE_PROJECT.test(name)) return `${name} is there for more than this hook.`
    if (needsMore) return `The script takes more from ${name} than can be told from its text.`
    if (kind === 'flag' && !isLikeAFlag(relative(project, file))) return `${name} may be there for more than this hook.`
  }
  return null
}

/** A hidden file, one of `.claude`, or one whose name says what it is for. */
const isLikeAFlag = (path: string) =>
  /(?:^|\/)\./.test(path) ||
  /enable|disable|flag|skip|strict|quiet|debug|pause|mode|(?:^|[-_.])(?:on|off)(?:[-_.]|$)/i.test(path)
