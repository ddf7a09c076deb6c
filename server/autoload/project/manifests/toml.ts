import { linesOf } from './lines.ts'

export type Table = { name: string; lines: readonly string[] }

/** The tables of a TOML file, by line: enough for lists of dependencies, and nothing in it can go wrong. */
export function tablesOf(text: string): Table[] {
  const tables = [{ name: '', lines: [] as string[] }]
  for (const line of linesOf(text)) {
    const header = line.match(/^\s*\[{1,2}\s*([^[\]]+?)\s*\]{1,2}\s*(?:#.*)?$/)?.[1]
    // A line of a list may be a text in brackets too, but never a name that begins like one.
    if (header && /^[\w"']/.test(header) && !header.includes(',')) tables.push({ name: unquoted(header), lines: [] })
    else tables.at(-1)?.lines.push(line)
  }
  return tables
}

export const keysOf = ({ lines }: Table): string[] =>
  lines.flatMap((line) => line.match(/^\s{0,20}["']?([\w.-]+?)["']?\s{0,20}(?:\.\w+\s{0,20})?=/)?.[1] ?? [])

/** `[dependencies]`, `[dev-dependencies]`, `[target.….dependencies]`, and `[dependencies.tokio]` for one alone. */
export function cargoToml(text: string): string[] {
  return tablesOf(text).flatMap((table) => {
    const alone = table.name.match(/(?:^|[.-])dependencies\.([\w-]+)$/)?.[1]
    if (alone) return [alone]
    return /(?:^|[.-])dependencies$/.test(table.name) ? keysOf(table).map((key) => key.split('.')[0] ?? key) : []
  })
}

const unquoted = (name: string) => name.replaceAll(/["']/g, '').replaceAll(/\s/g, '')
