import { caught, linesOf, quotedOn } from './lines.ts'
import { keysOf, type Table, tablesOf } from './toml.ts'

export const requirements = (text: string): string[] => linesOf(text).flatMap(nameIn)

/** conda's `environment.yml`, with the requirements for pip that may be listed in it. */
export const condaEnvironment = (text: string): string[] =>
  caught(text, /^\s{0,40}-\s{1,20}(?:[\w.-]{1,100}::)?([\w.-]{1,200})/g).map(normalised)

export const pipfile = (text: string): string[] =>
  tablesOf(text).flatMap((table) => (/^(?:dev-)?packages$/.test(table.name) ? keysOf(table).map(normalised) : []))

/** What the standard, Poetry, PDM, uv and Hatch list, each in its own way. */
export const pyproject = (text: string): string[] =>
  tablesOf(text).flatMap((table) =>
    /^tool\.poetry\.(?:.+\.)?(?:dev-)?dependencies$/.test(table.name)
      ? keysOf(table).map(normalised)
      : listsIn(table).flatMap(nameIn),
  )

export function setupCfg(text: string): string[] {
  const names: string[] = []
  for (const { name, lines } of tablesOf(text)) {
    let listed = false
    for (const line of lines) {
      const key = line.match(/^([\w.-]+)\s{0,20}[=:]/)?.[1]
      if (key) listed = name === 'options.extras_require' || /^(?:install|tests)_requires?$/.test(key)
      if (listed) names.push(...nameIn(key ? line.slice(line.search(/[=:]/) + 1) : line))
    }
  }
  return names
}

/** A program, so only its texts are looked at, from where it begins to say what it requires. */
export function setupPy(text: string): string[] {
  const from = text.search(/(?:install|extras|tests)_require/)
  return from < 0 ? [] : linesOf(text.slice(from)).flatMap(quotedOn).flatMap(nameIn)
}

const LISTS: readonly [table: RegExp, key: RegExp][] = [
  [/^project$/, /^dependencies$/],
  [/^(?:project\.optional-dependencies|dependency-groups|tool\.pdm\.dev-dependencies)$/, /./],
  [/^tool\.uv$/, /^dev-dependencies$/],
  [/^tool\.hatch\.envs\./, /^(?:extra-)?dependencies$/],
]

function listsIn({ name, lines }: Table): string[] {
  const wanted = LISTS.find(([table]) => table.test(name))?.[1]
  if (!wanted) return []
  const texts: string[] = []
  let open = false
  for (const line of lines) {
    const start = line.match(/^\s{0,20}["']?([\w.-]+)["']?\s{0,20}=\s{0,20}\[/)
    if (start && !open) open = wanted.test(start[1] ?? '')
    if (!open) continue
    texts.push(...quotedOn(start ? line.slice(start[0].length) : line))
    open = !line
      .slice(start?.[0].length ?? 0)
      .replaceAll(/"[^"]*"|'[^']*'/g, '')
      .includes(']')
  }
  return texts
}

function nameIn(requirement: string): string[] {
  const name = requirement.match(/^\s{0,40}([A-Za-z0-9][\w.-]*)/)?.[1]
  return name ? [normalised(name)] : []
}

/** One name in all its spellings, as PEP 503 has it. */
const normalised = (name: string) => name.toLowerCase().replaceAll(/[-_.]+/g, '-')
