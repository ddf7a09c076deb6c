import { defineCheck } from '../check.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'
import { sessionsIn } from '../hooks/sessions-in.ts'

export const check = defineCheck({
  name: 'hook-script-edited',
  title: 'A hook’s script was edited while a session runs',
  of: 'hook',
  evidence: measured(
    'A script, and whatever it loads, is read anew each time its event comes: an edit is in effect at the next event.',
  ),
  *find({ hook, launch, readings = [] }) {
    for (const script of launch?.scripts ?? []) {
      const before = readings.filter(({ at }) => script.state === 'file' && at < (script.modifiedAt ?? 0))
      if (before.length === 0) continue
      yield {
        ...atHook(hook, script.written),
        severity: 'note',
        file: script.path,
        line: null,
        message: `The script ${quoted(script.written)} was written after ${sessionsIn(before)} read its hooks.`,
        happens:
          'It is in effect there already: scripts are read at each event, only the files that name them are not.',
        fix: 'There is nothing to do.',
      }
    }
  },
})
