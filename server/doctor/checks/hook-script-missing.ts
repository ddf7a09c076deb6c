import { defineCheck } from '../check.ts'
import { failing } from '../hooks/failing.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'
import type { HookSubject, Script } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-script-missing',
  title: 'A hook’s script is missing',
  of: 'hook',
  evidence: measured(
    'A missing script is a failure that blocks nothing: exit code 127, or 2 from python3 and sh, which Claude Code ' +
      'tells from a decision to block. A path that is not quoted comes apart at a space in it.',
  ),
  *find(subject) {
    for (const script of subject.launch?.scripts ?? []) {
      if (script.isOptional || !isKnownToBeMissing(script, subject)) continue
      const isApart = subject.place.root.startsWith(`${script.path} `)
      const what = script.state === 'folder' ? 'is a folder' : 'is not there'
      yield {
        ...atHook(subject.hook, script.written),
        severity: 'error',
        message: isApart
          ? `The command comes apart at the space in ${quoted(subject.place.root)}.`
          : `The script ${quoted(script.written)} ${what}.`,
        happens: failing(subject, 'missing'),
        fix: isApart
          ? `Put the path in double quotes: "\${CLAUDE_PLUGIN_ROOT}/…".`
          : 'Correct the path or add the file; upper and lower case matter.',
      }
    }
  },
})

/** Relative paths are resolved in whatever folder the session is in: only a project's own files lie there for sure. */
function isKnownToBeMissing({ via, state }: Script, { place }: HookSubject) {
  if (state !== 'missing' && state !== 'folder') return false
  if (via === 'session folder') return place.kind === 'project'
  return via !== 'data'
}
