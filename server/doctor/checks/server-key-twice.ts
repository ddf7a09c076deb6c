import { defineCheck } from '../check.ts'
import { called } from '../servers/said.ts'

export const check = defineCheck({
  name: 'server-key-twice',
  title: 'A server’s name stands twice in one file',
  of: 'server file',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'Of two servers under one name in a file the last counts, as in all JSON, and the first is gone without a word.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ kind, file, repeated }) {
    for (const { name, line } of repeated)
      yield {
        ...{ key: name, severity: 'warning', file, line, about: called({ kind, name }) },
        message: `The name of ${called({ kind, name })} stands in this file more than once.`,
        happens: 'The last one counts; what stands before it under that name is not there.',
        fix: 'Give each server a name of its own.',
      }
  },
})
