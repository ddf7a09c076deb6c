import { defineCheck } from '../check.ts'
import { called, placeOf, quoted } from '../servers/said.ts'
import { misshapenLsp } from '../servers/shape-lsp.ts'
import { isFields } from '../servers/shape-mcp.ts'
import type { ServerSubject } from '../servers/types.ts'

export const check = defineCheck({
  name: 'lsp-extension-taken',
  title: 'Two LSP servers want the same files',
  of: 'everything',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'An extension belongs to the first server that names it; the other is not used for such files, and only the debug log says so.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ servers }) {
    const taken = new Map<string, ServerSubject>()
    for (const subject of servers.filter(counts)) {
      for (const extension of extensionsOf(subject)) {
        const first = taken.get(extension)
        if (!first) taken.set(extension, subject)
        else yield found(subject, first, extension)
      }
    }
  },
})

const counts = ({ server, place }: ServerSubject) =>
  server.kind === 'LSP' &&
  server.replacedBy === null &&
  misshapenLsp(server.config) === null &&
  place.kind === 'plugin' &&
  place.enabled

const extensionsOf = ({ server: { config } }: ServerSubject) =>
  isFields(config) && isFields(config.extensionToLanguage) ? Object.keys(config.extensionToLanguage).slice(0, 100) : []

function found({ server }: ServerSubject, { server: first, place }: ServerSubject, extension: string) {
  const where = placeOf(server, 'extensionToLanguage')
  const owner = place.kind === 'plugin' ? ` of ${place.name}` : ''
  return {
    ...where,
    key: `${where.key} ${extension}`,
    severity: 'warning' as const,
    message: `${called(server)} and ${called(first)}${owner} both want files that end in ${quoted(extension)}.`,
    happens: 'Only the one that is loaded first is used for them.',
    fix: 'Disable one of the plugins, or take the extension out of one server.',
  }
}
