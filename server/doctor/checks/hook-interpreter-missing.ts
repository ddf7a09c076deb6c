import { defineCheck } from '../check.ts'
import { failing } from '../hooks/failing.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'
import type { Script } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-interpreter-missing',
  title: 'A program that a hook needs is not there',
  of: 'hook',
  evidence: measured(
    'A hook whose interpreter or program is not found ends with 127, or does not start; it blocks nothing.',
  ),
  *find(subject) {
    const { programs = [], scripts = [] } = subject.launch ?? {}
    const happens = failing(subject, 'no interpreter')
    const missing = new Set(
      programs.filter(({ path, isOptional }) => path === null && !isOptional).map(({ word }) => word),
    )
    for (const word of missing) {
      const isLine = subject.launch?.form === 'exec' && word.includes(' ')
      yield {
        ...atHook(subject.hook, `program ${word}`),
        severity: isLine ? 'error' : 'warning',
        message: isLine
          ? `With “args”, ${quoted(word)} is the name of one program, spaces and all.`
          : `The program ${quoted(word)} is not ${word.startsWith('/') ? 'there' : 'on the search path here'}.`,
        happens,
        fix: isLine
          ? 'Move all but the first word into “args”, or leave “args” out.'
          : 'Install it, or name the program with its whole path; say in the README that the hook needs it.',
      }
    }
    for (const script of scripts.filter(lacksInterpreter))
      yield {
        ...atHook(subject.hook, `interpreter of ${script.written}`),
        severity: 'error',
        file: script.path,
        line: 1,
        message: `${quoted(script.written)} is to be run by “${script.shebang?.slice(0, 60)}”, which is not there.`,
        happens,
        fix: 'Install it, or name one in the first line that is there: #!/usr/bin/env bash, node or python3.',
      }
  },
})

const lacksInterpreter = ({ state, direct, shebang, interpreter, carriageReturn }: Script) =>
  state === 'file' && direct && Boolean(shebang) && interpreter?.path === null && carriageReturn !== 1
