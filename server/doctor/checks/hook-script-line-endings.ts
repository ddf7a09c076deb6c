import { defineCheck } from '../check.ts'
import { failing } from '../hooks/failing.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'
import type { Script } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-script-line-endings',
  title: 'A hook’s script has the line endings of Windows',
  of: 'hook',
  evidence: measured(
    'A script that begins with #!/bin/bash and a carriage return ends with 127: there is no program of that name. ' +
      'Shells take the carriage return for a part of the last word of each line.',
  ),
  *find(subject) {
    for (const script of subject.launch?.scripts ?? []) {
      if (!doesHarm(script)) continue
      yield {
        ...atHook(subject.hook, script.written),
        severity: 'error',
        file: script.path,
        line: script.carriageReturn,
        message: `Lines of ${quoted(script.written)} end with a carriage return, as on Windows.`,
        happens: isFirstLine(script)
          ? failing(subject, 'no interpreter')
          : 'The shell takes it for a part of words: commands are not found, and tests are never true.',
        fix: 'Save it with Unix line endings, and keep them with “*.sh text eol=lf” in .gitattributes.',
      }
    }
  },
})

const isFirstLine = ({ direct, shebang, carriageReturn }: Script) => direct && shebang !== null && carriageReturn === 1

/** Node and Python do not mind, once they are started. */
function doesHarm(script: Script) {
  if (script.state !== 'file' || script.carriageReturn === null) return false
  return isFirstLine(script) || /^(?:ba|da|k|a|z)?sh$/.test(script.interpreter?.word ?? '')
}
