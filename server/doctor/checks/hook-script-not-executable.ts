import { defineCheck } from '../check.ts'
import { failing } from '../hooks/failing.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'
import type { Launch, Script } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-script-not-executable',
  title: 'A hook’s script cannot be started',
  of: 'hook',
  evidence: measured(
    'A script without the executable bit ends with 126 and blocks nothing. With “args” no shell is there to carry out ' +
      'a script that does not begin with #!, also not one with a byte order mark before it: ENOEXEC.',
  ),
  *find(subject) {
    for (const script of subject.launch?.scripts ?? []) {
      const why = whyNot(script, subject.launch?.form)
      if (!why) continue
      yield {
        ...atHook(subject.hook, script.written),
        severity: 'error',
        file: script.path,
        line: null,
        message: `The script ${quoted(script.written)} ${why.message}.`,
        happens: failing(subject, script.executable ? 'not understood' : 'not executable'),
        fix: why.fix,
      }
    }
  },
})

function whyNot({ state, direct, executable, opening, shebang, written }: Script, form: Launch['form'] | undefined) {
  if (state !== 'file' || !direct) return null
  if (!executable)
    return {
      message: 'may not be executed',
      fix: `Run chmod +x on it (git keeps the bit), or let its interpreter run it: bash "${written.slice(0, 60)}".`,
    }
  if (opening.byteOrderMark)
    return {
      message: 'has a byte order mark before its first line, so that #! is not seen',
      fix: 'Save it without one.',
    }
  if (form === 'exec' && shebang === null && !opening.binary)
    return {
      message: 'does not begin with #! and is started without a shell',
      fix: 'Begin it with #!/usr/bin/env bash.',
    }
  return null
}
