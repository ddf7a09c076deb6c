import { defineCheck } from '../check.ts'
import { EVENTS } from '../hooks/events.ts'
import { faultsOf } from '../hooks/faults.ts'
import { measured, quoted } from '../hooks/found.ts'
import { nearest } from '../hooks/nearest.ts'

export const check = defineCheck({
  name: 'hook-event-unknown',
  title: 'An event that Claude Code does not have',
  of: 'hook file',
  evidence: measured(
    'The hooks of an unknown event are left out, and all others of the file are loaded. Case matters.',
  ),
  *find(subject) {
    for (const { event, at } of faultsOf(subject, 'event')) {
      const known = nearest(event, [...EVENTS.keys()])
      yield {
        key: at.join(' '),
        severity: 'error',
        file: subject.file,
        line: subject.lineOf(at),
        about: 'unknown event',
        message: `There is no event ${quoted(event)}${known ? `; ${known} is the nearest` : ''}.`,
        happens: 'Claude Code ignores what is below it: these hooks never run, and no session says so.',
        fix: known ? `Write ${known}.` : `Write one of the events that there are: ${[...EVENTS.keys()].join(', ')}.`,
      }
    }
  },
})
