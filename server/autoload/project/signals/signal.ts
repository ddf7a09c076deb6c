import type { Ecosystem, ProjectSignal } from '../../types.ts'

type Dependency = Extract<ProjectSignal, { kind: 'dependency' }>

/** A signal that is enough alone, in a project of its own as well as far down in a large one. */
export const SURE = 0.9
/** Enough at the top of a project, or together with another one. */
export const LIKELY = 0.6
/** Never enough alone. */
export const HINT = 0.4

export const file = (says: string, weight: number, ...paths: readonly string[]): ProjectSignal => ({
  kind: 'file',
  says,
  weight,
  paths,
})

export const folder = (says: string, weight: number, ...paths: readonly string[]): ProjectSignal => ({
  kind: 'folder',
  says,
  weight,
  paths,
})

export const content = (
  says: string,
  weight: number,
  contains: readonly string[],
  ...paths: readonly string[]
): ProjectSignal => ({ kind: 'content', says, weight, contains, paths })

const dependency =
  (ecosystem: Ecosystem) =>
  (says: string, weight: number, ...names: readonly string[]): Dependency => ({
    kind: 'dependency',
    says,
    weight,
    in: ecosystem,
    names,
  })

export const npm = dependency('npm')
export const python = dependency('python')
export const jvm = dependency('jvm')
export const go = dependency('go')
export const ruby = dependency('ruby')
export const php = dependency('php')
export const rust = dependency('rust')
export const dart = dependency('dart')
export const dotnet = dependency('dotnet')
export const elixir = dependency('elixir')

export const unless = (signal: Dependency, ...names: readonly string[]): ProjectSignal => ({ ...signal, unless: names })

export const inTests = (signals: readonly ProjectSignal[]) =>
  signals.map((signal): ProjectSignal => ({ ...signal, belongsIn: 'tests' }))

export const inDocs = (signals: readonly ProjectSignal[]) =>
  signals.map((signal): ProjectSignal => ({ ...signal, belongsIn: 'docs' }))
