import { defineCheck } from '../check.ts'
import { faultsOf, TYPES } from '../hooks/faults.ts'
import { lossOf, measured } from '../hooks/found.ts'
import type { HookFileSubject } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-malformed',
  title: 'Claude Code cannot read an entry of the hooks',
  of: 'hook file',
  evidence: measured(
    'An entry of a wrong shape, without a known type or without what its type needs is left out alone, except below ' +
      'PreToolUse and PermissionRequest: there the whole plugin, or the whole settings file, is not loaded.',
  ),
  *find(subject) {
    yield* aboutAll(subject)
    for (const kind of KINDS)
      for (const { event, at, says } of faultsOf(subject, kind))
        yield {
          key: at.join(' '),
          severity: 'error',
          file: subject.file,
          line: subject.lineOf(at),
          about: `${event} hook`,
          message: `${quotedName(event)} ${says}.`,
          happens: lossOf(event, subject),
          fix: FIXES[kind],
        }
  },
})

const KINDS = ['shape', 'type', 'field'] as const

const FIXES = {
  shape: 'Write {"matcher": "…", "hooks": [{"type": "command", "command": "…"}]} in a list below the event.',
  type: `Write one of the types that there are: ${TYPES.join(', ')}.`,
  field: 'Add what is missing, or remove the entry.',
}

const quotedName = (event: string) => `“${event.slice(0, 60)}”`

function* aboutAll({ file, how, json, text, problems, below }: HookFileSubject) {
  if (text === null || problems.length > 0 || how === 'frontmatter' || how === 'in the manifest') return
  const hooks = isRecord(json) ? json.hooks : undefined
  const isOwnFile = how !== 'settings'
  const hasModules = isRecord(json) && json.modules !== undefined
  if (hooks === undefined ? !isOwnFile || hasModules : isRecord(hooks)) return
  if (below.length === 0) return
  yield {
    key: 'all',
    severity: 'error' as const,
    file,
    line: 1,
    about: 'file of hooks',
    message: 'Nothing in the file is an object “hooks” that maps events to their hooks.',
    happens: isOwnFile
      ? 'None of the hooks in this file are loaded; the rest of the plugin is.'
      : 'Claude Code ignores the field “hooks” of this file, and reads the rest.',
    fix: 'Put the events below one key: {"hooks": {"PreToolUse": […]}}.',
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
