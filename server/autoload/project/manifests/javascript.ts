import { caught } from './lines.ts'

const LISTS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const
const MOST_LISTS = 8
const LONGEST_LIST = 65_536

export const packageJson = (text: string): string[] => dependenciesOf(text, LISTS)
export const composerJson = (text: string): string[] => dependenciesOf(text, ['require', 'require-dev'])

/** Deno names packages of npm and JSR in the values of its imports; its file may have comments. */
export const denoJson = (text: string): string[] => caught(text, /"(?:npm|jsr):((?:@[\w.-]{1,100}\/)?[\w.-]{1,200})/g)

function dependenciesOf(text: string, lists: readonly string[]): string[] {
  const manifest = parsed(text)
  if (manifest === undefined) return lists.flatMap((list) => namesInBroken(text, list))
  return lists.flatMap((list) => {
    const named = isObject(manifest) ? manifest[list] : null
    return isObject(named) && !Array.isArray(named) ? Object.keys(named) : []
  })
}

/** A file that is half-written, too long to read whole, or has comments in it, still shows what it lists. */
function namesInBroken(text: string, list: string): string[] {
  const names: string[] = []
  let from = 0
  for (let found = 0; found < MOST_LISTS; found++) {
    const start = text.indexOf(`"${list}"`, from)
    if (start < 0) break
    from = start + list.length + 2
    const rest = text.slice(from, from + LONGEST_LIST)
    if (!/^\s{0,50}:\s{0,50}\{/.test(rest)) continue
    const end = rest.indexOf('}')
    names.push(...caught(rest.slice(0, end < 0 ? undefined : end), /"([@\w][\w./-]{0,213})"\s{0,20}:/g))
  }
  return names
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
