import { defineCheck } from '../check.ts'
import { misunderstood } from '../hooks/failing.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'

export const check = defineCheck({
  name: 'hook-script-syntax',
  title: 'A hook’s script has a syntax error',
  of: 'hook',
  evidence: measured(
    'A UserPromptSubmit hook whose shell script has a syntax error blocks every prompt: the shell ends with exit code 2. ' +
      'The error itself is what bash -n, node --check or Python’s compiler says.',
  ),
  *find(subject) {
    for (const script of subject.launch?.scripts ?? []) {
      if (script.state !== 'file' || script.syntax.state !== 'wrong') continue
      const { line, message } = script.syntax
      yield {
        ...atHook(subject.hook, script.written),
        severity: 'error',
        file: script.path,
        line,
        message: `A syntax error in ${quoted(script.written)}: ${plain(message)}.`,
        happens: misunderstood(subject, script.interpreter?.word),
        fix: `Correct it; ${script.interpreter?.word ?? 'its interpreter'} must be able to read the whole file.`,
      }
    }
  },
})

const plain = (message: string) => message.replace(/^syntax ?error(?: \[\w+\])?: /i, '').replace(/[.!?]+$/, '')
