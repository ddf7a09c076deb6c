import type { Found } from '../types.ts'
import { aboutOf } from './said.ts'
import type { SaidHere } from './types.ts'

/** What the program says, in its own words. */
export const saidFindings = (said: readonly SaidHere[] | null): readonly Found[] => (said ?? []).map(foundOf)

function foundOf(said: SaidHere): Found {
  const { severity, file, line, path, type, message } = said
  const isField = !NO_FIELDS.has(path)
  return {
    ...{ file, line },
    severity: MISSING.test(message) ? 'note' : severity,
    key: `${type} ${path} ${message}`,
    about: aboutOf(said),
    message: isField || !/^[A-Z\d]/.test(message) ? `\`${path}\`: ${ended(message)}` : ended(message),
    happens: HAPPENS[severity],
    fix: `${isField ? `Change \`${path}\`` : 'Do'} as that says; \`claude plugin validate --strict\` tells whether it is right then.`,
  }
}

/** Its help: `--strict` fails on what the runtime tolerates. */
const HAPPENS = {
  error: '`claude plugin validate` exits with 1, and what depends on it may not be loaded.',
  warning: 'Claude Code tolerates it when it runs; `claude plugin validate --strict` exits with 1.',
}

/** What it calls the place where it is about no field. */
const NO_FIELDS = new Set(['root', 'json', 'frontmatter', 'directory', 'file'])

/** That something is not described is good to know, and no fault. */
const MISSING = /^No (?:\w+ )*(?:description|information) provided/

const ended = (text: string) => `${text.replace(/[\s.:]+$/, '')}.`
