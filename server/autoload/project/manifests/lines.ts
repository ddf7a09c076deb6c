/** Longer lines are minified or hostile: no manifest that a person wrote has them. */
const LONGEST = 2000

export const linesOf = (text: string): readonly string[] =>
  text.split(/\r?\n/).filter((line) => line.length <= LONGEST && line.trim() !== '')

/** What a pattern's only group caught, everywhere in a text. */
export function caught(text: string, pattern: RegExp): string[] {
  const names: string[] = []
  for (const line of linesOf(text)) for (const [, name] of line.matchAll(pattern)) if (name) names.push(name)
  return names
}

/** The texts in quotes on one line. */
export const quotedOn = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '')
