import { defineCheck } from '../check.ts'
import { measured } from '../hooks/found.ts'
import { sessionsIn } from '../hooks/sessions-in.ts'

export const check = defineCheck({
  name: 'hook-config-edited',
  title: 'A running session read an older file of hooks',
  of: 'hook file',
  evidence: measured(
    'A plugin’s file of hooks is read when a session begins and at /reload-plugins, never by itself. ' +
      'Hooks of settings are watched, and new within seconds.',
  ),
  *find({ file, how, hooks, readings = [], modifiedAt }) {
    if (how === 'settings' || how === 'frontmatter' || hooks.length === 0 || !modifiedAt) return
    const before = readings.filter(({ at }) => at < modifiedAt)
    if (before.length === 0) return
    yield {
      key: 'edited',
      severity: 'warning',
      file,
      line: null,
      about: 'file of hooks',
      message: `The file was written after ${sessionsIn(before)} read it.`,
      happens: 'What changed in it is not in effect there: that session goes on with what it read.',
      fix: 'Run /reload-plugins in the session, or begin a new one.',
    }
  },
})
