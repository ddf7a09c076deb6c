export type Found = { file: string; message: string }

/** The JSON of a file; null when there is no such file, or when it is broken, which `problems` then tells. */
export function readJson(file: string, text: string | undefined, problems: Found[]): unknown {
  if (text === undefined) return null
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    problems.push({ file, message: `${file} is not valid JSON (${reason}), so what it names is not known.` })
    return null
  }
}

export type Fields = Readonly<Record<string, unknown>>

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

/** At most this many of anything that a file names: enough for every real plugin, little enough for a hostile one. */
export const MOST = 500

/** One value or several, as a manifest may give them. */
export const listOf = (value: unknown): readonly unknown[] =>
  (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).slice(0, MOST)

export const isText = (value: unknown): value is string => typeof value === 'string'
