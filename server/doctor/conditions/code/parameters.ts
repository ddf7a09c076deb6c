import type { Cursor } from './cursor.ts'

/** The names of parameters, as far as they are plain; null where no list of them stands here. */
export function parametersAt({ state, now, next, is, pass }: Cursor): string[] | null {
  if (now().kind === 'name' && next().text === '=>') return [pass().text]
  if (!is('(')) return null
  const names: string[] = []
  let depth = 0
  let expectsName = true
  for (; now().kind !== 'end'; state.at++) {
    const { kind, text } = now()
    if (kind === 'sign' && OPENS.test(text)) depth++
    else if (kind === 'sign' && CLOSES.test(text) && --depth === 0) {
      state.at++
      return names
    } else if (depth === 1 && kind === 'name' && expectsName) names.push(text)
    if (depth === 1) expectsName = kind === 'sign' && (text === ',' || text === '(')
  }
  return null
}

const OPENS = /^[([{]$/
const CLOSES = /^[)\]}]$/
