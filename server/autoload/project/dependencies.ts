import type { Ecosystem, Group, ProjectSignal } from '../types.ts'

type Dependency = Extract<ProjectSignal, { kind: 'dependency' }>
export type Depends = { readonly signal: Dependency; readonly name: string }

/** Tells which signals the names in a manifest are. */
export function dependencyIndex(groups: readonly Pick<Group, 'project'>[]) {
  const names = new Map<string, Dependency[]>()
  const beginnings = new Map<Ecosystem, [start: string, signal: Dependency][]>()
  for (const signal of groups.flatMap(({ project }) => project)) {
    if (signal.kind !== 'dependency') continue
    for (const name of signal.names) {
      if (name.endsWith('*')) append(beginnings, signal.in, [name.slice(0, -1).toLowerCase(), signal])
      else append(names, keyOf(signal.in, name), signal)
    }
  }
  return (ecosystem: Ecosystem, listed: readonly string[]): Depends[] => {
    const all = new Set(listed.map((name) => name.toLowerCase()))
    const found = new Map<Dependency, string>()
    for (const name of listed) {
      const small = name.toLowerCase()
      for (const signal of names.get(keyOf(ecosystem, name)) ?? []) found.set(signal, found.get(signal) ?? name)
      for (const [start, signal] of beginnings.get(ecosystem) ?? [])
        if (small.startsWith(start)) found.set(signal, found.get(signal) ?? name)
    }
    return [...found]
      .filter(([signal]) => !signal.unless?.some((name) => all.has(name)))
      .map(([signal, name]) => ({ signal, name }))
  }
}

const keyOf = (ecosystem: Ecosystem, name: string) => `${ecosystem} ${name.toLowerCase()}`

function append<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const before = map.get(key)
  if (before) before.push(value)
  else map.set(key, [value])
}
