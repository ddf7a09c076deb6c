import { markOf, nameOf } from './marks.ts'

/** Paths below `plugin/`, `project/` or `config/`, and what is in them. A text that starts with `#!` can be run. */
export type Files = Readonly<Record<string, string>>

/** How a session is made to show what it has of a file. */
export type Way =
  | { readonly by: 'turn' }
  /** A command or skill, said by its name. */
  | { readonly by: 'slash' | 'skill' | 'agent'; readonly name: string }

/** What is to be seen: that a mark is told to the model, or that it no longer is. */
export type Look = { readonly way: Way; readonly mark: string; readonly gone?: 'from this turn' | 'from all of it' }

/** One kind of file that is edited, with everything that a session needs to have it: pure, a value for every take. */
export type Part = {
  readonly kind: string
  /** Parts with the same scene share a session; in another one they would be in each other's way. */
  readonly scene: string
  readonly files?: (take: number) => Files
  /** Shell commands that answer a prompt, by the file of hooks or settings that names them; null: there is no such file. */
  readonly hooks?: (take: number) => Readonly<Record<string, readonly HookCommand[] | null>>
  /** Servers, by the file that names them. */
  readonly servers?: (take: number) => Readonly<Record<string, Readonly<Record<string, Server>>>>
  /** What stands in a JSON file beside all that, by the file. */
  readonly json?: (take: number) => Readonly<Record<string, object>>
  /** How it is seen before the edit; null where there is nothing yet. */
  readonly before: Look | null
  /** How the edit to this take is seen. */
  readonly after: (take: number) => Look
  /** There is no second edit of this kind. */
  readonly once?: true
}

export type HookCommand = { readonly event?: string; readonly command: string }
export type Server = { readonly command: string; readonly args: readonly string[] }

/** A kind whose text is replaced, take by take. */
export const replaced = (kind: string, way: Way): Pick<Part, 'kind' | 'before' | 'after'> => ({
  kind,
  before: { way, mark: markOf(kind, 0) },
  after: (take) => ({ way, mark: markOf(kind, take) }),
})

/** A kind of which a new one comes with every take. */
export const added = (kind: string, wayOf: (name: string) => Way): Pick<Part, 'kind' | 'before' | 'after'> => ({
  kind,
  before: null,
  after: (take) => ({ way: wayOf(nameOf(kind, take)), mark: markOf(kind, take) }),
})

/** A kind of which there are several, and one fewer with every take. */
export const removed = (kind: string, wayOf: (name: string) => Way): Pick<Part, 'kind' | 'before' | 'after'> => ({
  kind,
  before: { way: wayOf(nameOf(kind, 0)), mark: markOf(kind, 0) },
  after: (take) => ({
    way: wayOf(nameOf(kind, take - 1)),
    mark: markOf(kind, take - 1),
    gone: 'from this turn',
  }),
})

export const TURN: Way = { by: 'turn' }
export const slash = (name: string): Way => ({ by: 'slash', name })
export const skillTool = (name: string): Way => ({ by: 'skill', name })
export const agent = (name: string): Way => ({ by: 'agent', name })
