import { basename } from 'node:path'
import type { Found } from '../types.ts'
import { isFields } from './shape-mcp.ts'
import type { ServerFileSubject } from './types.ts'

/** Why nothing in a file of servers counts; nothing where the manifest's own checks or the real program say it. */
export function fileProblems(subject: ServerFileSubject): readonly Found[] {
  const { exists, problems, json, isManifest, validated, place, kind } = subject
  if (!exists || isManifest) return []
  const told = problems.filter(({ message }) => place.kind === 'plugin' || !message.endsWith(' is empty.'))
  if (told.length > 0 && validated) return []
  const name = `\`${basename(subject.file)}\``
  if (told.length > 0)
    return told.slice(0, 3).map(({ message, line }, index) => problem(subject, `${index}`, named(message, name), line))
  if (json === null) return []
  if (!isFields(json)) return [problem(subject, 'whole', `${name} holds no object.`, 1)]
  if (kind === 'MCP' && place.kind === 'project' && !isFields(json.mcpServers))
    return [problem(subject, 'wrapper', `${name} of a project has no object \`mcpServers\`.`, 1)]
  return []
}

/** The reader of JSON begins with the file's name. */
const named = (message: string, name: string) => message.replace(/^\S+/, () => name)

const problem = (
  { kind, file, place }: ServerFileSubject,
  key: string,
  message: string,
  line: number | null,
): Found => ({
  ...{ key, severity: 'error', file, line, message },
  about: `${kind} servers`,
  happens:
    place.kind === 'project'
      ? `No ${kind} server of this project is started; \`claude mcp list\` names the file.`
      : `No ${kind} server of this file is started, and nothing but the debug log says so.`,
  fix: FIXES[kind],
})

const FIXES = {
  MCP: 'Write plain JSON without comments: `{ "mcpServers": { "name": { "command": "…" } } }`.',
  LSP: 'Write plain JSON without comments: `{ "name": { "command": "…", "extensionToLanguage": { ".ext": "language" } } }`.',
}
