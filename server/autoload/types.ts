/** What in a prompt asks for a group: lists of phrases, see `phrases.ts` for how they are written. */
export type PromptSignals = {
  /** Enough alone: the name of a technology, or words that together mean one thing only. */
  readonly strong: readonly string[]
  /** Things people ask to have made or mended: "dashboard". A verb of doing or a word of trouble confirms them. */
  readonly tasks: readonly string[]
  /** Words that mean many things: "model". Only another sign of the same group nearby confirms them. */
  readonly vague: readonly string[]
  /** Never enough, but they confirm the words above. */
  readonly cues: readonly string[]
  /** Where the words above mean something else: "press release". */
  readonly never: readonly string[]
  /** Files whose name says what they are for: `Dockerfile`, `*.tf`, `.github/workflows/`. */
  readonly files: readonly string[]
  /** Addresses, `host` or `host/path`: a task when marked with `!`, else a weak sign. `*` stands for one part of the path. */
  readonly addresses: readonly string[]
  /** Languages of code fences. */
  readonly languages: readonly string[]
  /** Modules that pasted code imports. */
  readonly imports: readonly string[]
  /** Groups that the words for tasks belong to when these are asked for: a button of a mobile app is no frontend. */
  readonly yieldsTo: readonly string[]
}

export type Ecosystem = 'npm' | 'python' | 'jvm' | 'go' | 'ruby' | 'php' | 'rust' | 'dart' | 'dotnet' | 'elixir'

/** What in a project asks for a group; how paths are written is said in `project/patterns.ts`. */
export type ProjectSignal = {
  /** The technology that was seen: "React". */
  readonly says: string
  /** How much it says alone, up to 1; half is enough. */
  readonly weight: number
  /** The folder where it is at home, although what lies there otherwise says little about a project. */
  readonly belongsIn?: 'tests' | 'docs'
} & (
  | { readonly kind: 'file' | 'folder'; readonly paths: readonly string[] }
  /** A file of which every text is somewhere in the first lines. */
  | { readonly kind: 'content'; readonly paths: readonly string[]; readonly contains: readonly string[] }
  | {
      readonly kind: 'dependency'
      readonly in: Ecosystem
      /** `@stripe/*` is every name with this beginning. */
      readonly names: readonly string[]
      /** In a manifest that has one of these as well it says nothing: React of React Native is no web page. */
      readonly unless?: readonly string[]
    }
)

export type Group = {
  readonly name: string
  /** For people. */
  readonly title: string
  /** Ids of plugins. */
  readonly plugins: readonly string[]
  readonly prompt: PromptSignals
  readonly project: readonly ProjectSignal[]
}
