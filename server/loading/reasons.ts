/** What the history keeps of why, read back: a damaged row has no reasons, and stops nobody. */

/** `seen`: what it was in a project, as in 'package.json depends on react'. `why`: what it did not count for. */
export type Reason = {
  readonly group: string
  readonly signal: string
  readonly offset: number | null
  readonly length: number | null
  readonly weight: number | null
  readonly zone: string | null
  readonly seen: string | null
  readonly why: string | null
  readonly by: string | null
}

const MOST = 100
const LONGEST = 400

export function listIn(json: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(json)
    return Array.isArray(list) ? list.slice(0, MOST) : []
  } catch {
    return []
  }
}

export function reasonIn(value: unknown): Reason | null {
  if (typeof value !== 'object' || value === null) return null
  const text = (name: string) => {
    const found = (value as Record<string, unknown>)[name]
    return typeof found === 'string' ? found.slice(0, LONGEST) : null
  }
  const number = (name: string) => {
    const found = (value as Record<string, unknown>)[name]
    return typeof found === 'number' && Number.isFinite(found) ? found : null
  }
  const signal = text('term') ?? text('says') ?? ''
  const file = text('file')
  if (signal === '' && text('why') === null) return null
  return {
    ...{ group: text('group') ?? '', signal, offset: number('offset'), length: number('length') },
    ...{ weight: number('weight'), zone: text('zone'), why: text('why'), by: text('by') },
    seen: file === null ? null : `${file} ${text('seen') ?? ''}`.trim(),
  }
}

export const reasonsIn = (json: string): readonly Reason[] =>
  listIn(json)
    .map(reasonIn)
    .filter((reason) => reason !== null)
