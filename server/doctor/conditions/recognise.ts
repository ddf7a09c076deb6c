import { compileJavascript } from './code/javascript.ts'
import { compilePython } from './code/python.ts'
import { explore } from './explore.ts'
import { type Machine, newMachine, TooLong, unreadOf } from './machine.ts'
import { NotUnderstood, type Program } from './program.ts'
import { runProgram } from './run.ts'
import { compileShell } from './shell/compile.ts'
import type { Recognised, ScriptLanguage, Surroundings, World } from './types.ts'

/** A script that is longer says nothing here. */
export const LONGEST_SCRIPT = 200_000

const COMPILE: Readonly<Record<ScriptLanguage, (source: string) => Program>> = {
  shell: compileShell,
  javascript: compileJavascript,
  python: compilePython,
}

/** By what a script in the project that it works in is switched on and off, from its text alone. It is never run. */
export function recognise(
  script: { text: string; language: ScriptLanguage },
  around: Surroundings,
  world: World,
): Recognised {
  if (script.text.length > LONGEST_SCRIPT) return nothing(1, 'it is too long to be followed')
  try {
    const program = COMPILE[script.language](script.text)
    const run = (world: World): Machine => {
      const machine = newMachine(script.language, around, world)
      runProgram(machine, program)
      return machine
    }
    return { ...explore(world, run), unread: unreadOf(run(world)) }
  } catch (error) {
    if (error instanceof NotUnderstood) return nothing(error.line, 'it is written in a way that is not followed here')
    if (error instanceof TooLong || error instanceof RangeError) return nothing(1, 'there are too many ways through it')
    throw error
  }
}

const nothing = (line: number, why: string): Recognised => ({
  state: 'unconditional',
  conditions: [],
  unread: [{ line, why }],
})
