/** What is understood of a script, whatever language it is written in: enough to follow how it decides to do nothing. */

export type Expression =
  | { is: 'constant'; value: string | number | boolean | null }
  | { is: 'pattern'; source: string }
  | { is: 'name'; name: string }
  | { is: 'joined'; parts: readonly Expression[] }
  | { is: 'not'; of: Expression }
  | { is: 'and' | 'or' | 'otherwise'; left: Expression; right: Expression }
  | { is: 'equal'; left: Expression; right: Expression; negated: boolean }
  | { is: 'contains'; whole: Expression; part: Expression }
  | { is: 'choice'; test: Expression; yes: Expression; no: Expression }
  | { is: 'member'; of: Expression; key: Expression }
  | { is: 'call'; of: Expression; given: readonly Expression[]; line: number }
  | { is: 'function'; names: readonly string[]; body: readonly Statement[] }
  | { is: 'object'; fields: ReadonlyMap<string, Expression> }
  | { is: 'unknown'; parts: readonly Expression[] }

export type Statement = { line: number } & (
  | { do: 'let'; name: string; value: Expression }
  | { do: 'if'; test: Expression; yes: readonly Statement[]; no: readonly Statement[] }
  /** Ends the script and says nothing. */
  | { do: 'end' }
  | { do: 'return'; value: Expression | null }
  /** Something that is done for what it does. `hides`: it was not understood, and asks for a file. */
  | { do: 'effect'; of: Expression | null; hides?: boolean }
  | { do: 'try'; body: readonly Statement[]; caught: readonly Statement[] }
  /** Any of these may be done, or none: loops, cases. */
  | { do: 'either'; bodies: readonly (readonly Statement[])[] }
  | { do: 'block'; body: readonly Statement[] }
)

export type Program = readonly Statement[]

/** Thrown where a text is not as it is understood here. */
export class NotUnderstood extends Error {
  readonly line: number

  constructor(line = 1) {
    super()
    this.line = line
  }
}

export const UNKNOWN: Expression = { is: 'unknown', parts: [] }
export const constant = (value: string | number | boolean | null): Expression => ({ is: 'constant', value })
export const named = (name: string): Expression => ({ is: 'name', name })
export const call = (name: string, given: readonly Expression[], line: number): Expression => ({
  is: 'call',
  of: named(name),
  given,
  line,
})
