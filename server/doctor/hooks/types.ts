import type { JsonPath } from '../../claude/position.ts'
import type { SettingsLayer } from '../../claude/types.ts'
import type { Around, Place } from '../types.ts'
import type { Reading } from './readings.ts'

export type HookType = 'command' | 'http' | 'prompt' | 'agent' | 'mcp_tool'

/** Who configures a hook. `root`: what CLAUDE_PLUGIN_ROOT stands for; null where it has no meaning. */
export type HookOwner =
  | { kind: 'plugin'; plugin: string; root: string }
  | { kind: 'settings'; layer: SettingsLayer; project: string | null; root: null }
  | { kind: 'skill' | 'agent' | 'command'; name: string; plugin: string | null; root: string | null }

/** One handler as a file configures it, whether Claude Code understands it or not. */
export type Hook = {
  /** Twelve hexadecimal digits, from its owner, file and position. */
  id: string
  /** Of what is configured (event, matcher, handler): changes with every edit of it. */
  hash: string
  owner: HookOwner
  /** Absolute. */
  file: string
  /** Where it stands in the file's JSON or frontmatter: ['hooks', 'PreToolUse', 0, 'hooks', 1]. */
  at: JsonPath
  line: number | null
  event: string
  /** As written; null where there is none. */
  matcher: string | null
  /** As written; null where it is no text. */
  type: string | null
  /** Everything else that is written, as it is: an attacker's. */
  handler: Readonly<Record<string, unknown>>
  /** Seconds, as written; null where none or no number is. */
  timeout: number | null
}

/** What a command hook starts, as far as that can be told without running it. */
export type Launch = {
  /** The command with CLAUDE_PLUGIN_ROOT and the like replaced; null when a variable in it is not known. */
  command: string | null
  /** exec: started as it is, with `args`; shell: by a shell. */
  form: 'exec' | 'shell'
  /** The first word, and where it was found; `path` is null when it was found nowhere. */
  program: Program | null
  /** All that it starts by a name or by a path of the system, what the shell does itself left out. */
  programs: readonly (Program & { isOptional: boolean })[]
  scripts: readonly Script[]
}

export type Program = { word: string; path: string | null }

/** A file that a hook's command names to be run. */
export type Script = {
  /** As the command writes it. */
  written: string
  /** Absolute. */
  path: string
  state: 'file' | 'missing' | 'folder' | 'unreadable' | 'leaves the plugin'
  /** root, data, project: from CLAUDE_PLUGIN_ROOT and its like. session folder: from wherever the session is just then. */
  via: 'root' | 'data' | 'project' | 'home' | 'absolute path' | 'session folder'
  /** Whether the command looks itself whether it is there before it uses it. */
  isOptional: boolean
  /** Whether it is what the command starts itself: then it has to be executable. */
  direct: boolean
  executable: boolean
  shebang: string | null
  /** What runs it: 'bash', 'node', 'python3'; null when that is not known, or when it runs by itself. */
  interpreter: Program | null
  /** What the first bytes are, where that matters to who runs it. */
  opening: { binary: boolean; byteOrderMark: boolean }
  /** Lines end as on Windows, from the first such line on (counted from 1); null where none does. */
  carriageReturn: number | null
  /** not checked: no interpreter to ask here, or too large. */
  syntax:
    | { state: 'ok' }
    | { state: 'not checked'; why: string }
    | { state: 'wrong'; line: number | null; message: string }
  /** Epoch milliseconds; null where there is no file. */
  modifiedAt: number | null
}

/** Whether a hook is carried out now, or why not, as a sentence. `when`: for one that is not there all the time. */
export type Effect = { state: 'in effect'; when?: string } | { state: 'not in effect' | 'unknown'; why: string }

export type HookSubject = {
  hook: Hook
  place: Place
  around: Around
  effect: Effect
  /** Why it does not run yet, or still runs: only its plugin's source has it like this, or only the copy that is loaded. */
  onlyIn?: 'source' | 'loaded copy'
  /** Null for a hook that is no command. */
  launch: Launch | null
  /** The living sessions that read it, and when. */
  readings?: readonly Reading[]
}

/** A file that configures hooks, readable or not. */
export type HookFileSubject = {
  place: Place
  around: Around
  /** Absolute. */
  file: string
  /** Why Claude Code reads it for hooks; in the manifest, and in frontmatter, hooks stand beside other things. */
  how: 'usual place' | 'named by the manifest' | 'in the manifest' | 'settings' | 'frontmatter'
  /** Where the manifest names it: more than once, or beside its usual place, is once too often. */
  namedAt: readonly { file: string; line: number | null }[]
  exists: boolean
  /** Null when it could not be read; what it holds where it could. */
  text: string | null
  /** Left out of the text; Claude Code takes it for a mistake in a plugin's files of hooks. */
  byteOrderMark: boolean
  json: unknown
  problems: readonly { message: string; line: number | null }[]
  /** Where in `json` events are mapped to hooks: hooks.json keeps them below 'hooks'. */
  below: readonly JsonPath[]
  /** From 1; null where nothing is, or nothing about hooks. */
  lineOf: (path: JsonPath) => number | null
  hooks: readonly Hook[]
  readings?: readonly Reading[]
  /** Epoch milliseconds. */
  modifiedAt?: number | null
}
