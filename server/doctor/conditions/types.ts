/** The three ways in which a hook's script is switched on and off from the project it works in. */
export type ConditionKind = 'flag' | 'key' | 'field'

/** What a script looks at to decide. `file` is absolute. */
export type Reading = {
  kind: ConditionKind
  file: string
  /** The keys that lead to the value, or the field's name; none for a flag. */
  keys: readonly string[]
  line: number
  /** What it is compared with, where it is compared. */
  literals: readonly string[]
}

/** A place in a script where it decides by something that cannot be told from its text. */
export type Unread = { line: number; why: string }

/** What is at a path, as a script would find it. hidden: something that is not looked into. */
export type Thing = { is: 'nothing' | 'folder' | 'hidden' } | { is: 'file'; text: string }

export type World = (path: string) => Thing

/** Where a script runs: what its variables stand for. */
export type Surroundings = { project: string; pluginRoot: string | null; home: string; configDir: string }

/** How one file would be different; null: not there. */
export type Change = { file: string; before: string | null; after: string | null }

/** One thing that a hook's script is switched by. */
export type Condition = {
  kind: ConditionKind
  file: string
  keys: readonly string[]
  /** The line of the script that asks for it. */
  line: number
  /** What stands there now: 'there', 'not there', 'true', '"strict"', 'not set'. */
  now: string
  /** Whether it reads more from a file that is not there than could be told. */
  needsMore: boolean
  /** What would have to be different, and what the hook is then; null where no change was found that does it. */
  switch: { becomes: 'active' | 'not active'; changes: readonly Change[] } | null
}

/**
 * unconditional: nothing of this kind was found in it. `unread`: where it decides by something that its text does not
 * tell, so that there may be more.
 */
export type Recognised = {
  state: 'active' | 'not active' | 'unconditional'
  conditions: readonly Condition[]
  unread: readonly Unread[]
}

export type ScriptLanguage = 'shell' | 'javascript' | 'python'
