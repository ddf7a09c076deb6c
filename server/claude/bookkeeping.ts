/** A file that Claude Code keeps for itself: what it is, and what a person does instead of editing it. */
export type Bookkeeping = { what: string; instead: string }

/** `path` is below Claude Code's folder, with forward slashes. Null for what people write there themselves. */
export function bookkeepingAt(path: string): Bookkeeping | null {
  const found = FILES.find(([pattern]) => pattern.test(path))
  return found ? { what: found[1], instead: found[2] } : null
}

const BY_COMMANDS = 'Change it by `claude plugin …`, which writes it.'
const NOTHING = 'There is nothing to edit in it.'

/** Seen with 2.1.329. */
const FILES: readonly (readonly [RegExp, string, string])[] = [
  [/^plugins\/installed_plugins\.json$/, 'the record of which plugins are installed, and where', BY_COMMANDS],
  [/^plugins\/known_marketplaces(_claudeai)?\.json$/, 'the record of the marketplaces that were added', BY_COMMANDS],
  [/^plugins\/\.?in_use-links(\/|$)/, 'a mark of which sessions use a version that is a link', NOTHING],
  [/^plugins\/[^/]+\.json$/, 'a record of its own about plugins', BY_COMMANDS],
  [/^plugins\/data(\/|$)/, 'where plugins keep their own data between sessions', 'Whichever plugin wrote it reads it.'],
  [
    /^plugins\/cache\/temp_/,
    'a temporary clone of an installation',
    'It is never loaded; `hotplug clear --temp` removes those that were left behind.',
  ],
  [
    /^\.claude\.json(\.backup.*)?$/,
    'its own state: projects, trust, what was asked before',
    'Settings belong into settings.json.',
  ],
  [/^\.credentials\.json$/, 'its credentials', 'They are nobody’s to read or to edit.'],
  [/^sessions\/.+\.key$/, 'a secret of a running session', 'It is nobody’s to read or to edit.'],
  [/^sessions(\/|$)/, 'the list of running sessions', 'See `hotplug sessions`.'],
  [/^projects(\/|$)/, 'the transcripts of sessions', 'They are written, and read only to go on with a session.'],
  [
    /^(history\.jsonl|todos|tasks|plans|shell-snapshots|session-env|statsig|telemetry|file-history|paste-cache|debug|ide|cache|backups|logs)(\/|$)/,
    'what it keeps about its sessions',
    NOTHING,
  ],
]

/** What Claude Code puts into a cached version itself. */
export function markerAt(path: string): Bookkeeping | null {
  const name = path.split('/')[0]
  if (name === '.in_use') return { what: 'a mark of which sessions use this version', instead: NOTHING }
  if (name === '.orphaned_at')
    return { what: 'the mark of a version that is not installed any more, with the time since when', instead: NOTHING }
  return null
}
