/** Where in a project something lies. What examples use says less about it than what its own packages use. */
export type Place = 'root' | 'workspace' | 'below' | 'deep' | 'example' | 'tests' | 'docs'

export const FACTORS: Record<Place, number> = {
  root: 1,
  workspace: 1,
  below: 0.95,
  deep: 0.6,
  example: 0.3,
  tests: 0.3,
  docs: 0.3,
}

/** So many folders below a project's own are ordinary: `src/main/java/org`. */
const DEEP = 5

const KINDS = new Map<string, 'example' | 'tests' | 'docs'>([
  ...['example', 'examples', 'sample', 'samples', 'demo', 'demos', 'playground', 'playgrounds', 'sandbox'].map(
    asExample,
  ),
  ...['fixture', 'fixtures', '__fixtures__', 'testdata', 'test-data', 'mocks', '__mocks__', 'snapshots'].map(asExample),
  ...['template', 'templates', 'starter', 'starters', 'boilerplate', 'cookbook', 'tutorials', 'benchmarks'].map(
    asExample,
  ),
  ...['test', 'tests', '__tests__', 'spec', 'specs', 'e2e', 'integration-tests'].map(
    (name) => [name, 'tests'] as const,
  ),
  ...['doc', 'docs', 'documentation'].map((name) => [name, 'docs'] as const),
])

/** Tells where a folder lies; asked about the same folders again and again, so it remembers. */
export function placesOf(isWorkspace: (folder: string) => boolean) {
  const known = new Map<string, { place: Place; depth: number }>([['', { place: 'root', depth: 0 }]])
  const look = (folder: string): { place: Place; depth: number } => {
    const before = known.get(folder)
    if (before) return before
    const slash = folder.lastIndexOf('/')
    const parent = look(slash < 0 ? '' : folder.slice(0, slash))
    const found = placeBelow(parent, folder, folder.slice(slash + 1))
    known.set(folder, found)
    return found
  }
  const placeBelow = (parent: { place: Place; depth: number }, folder: string, name: string) => {
    const depth = parent.depth + 1
    if (parent.place === 'example') return { place: parent.place, depth }
    const kind = KINDS.get(name.toLowerCase())
    if (kind === 'example' || parent.place === 'tests' || parent.place === 'docs')
      return { place: kind === 'example' ? kind : parent.place, depth }
    if (isWorkspace(folder) && kind === undefined) return { place: 'workspace' as const, depth: 0 }
    return { place: kind ?? (depth > DEEP ? ('deep' as const) : ('below' as const)), depth }
  }
  return (folder: string): Place => look(folder).place
}

function asExample(name: string) {
  return [name, 'example'] as const
}
