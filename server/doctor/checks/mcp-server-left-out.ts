import { defineCheck } from '../check.ts'
import { called, placeOf } from '../servers/said.ts'
import { misshapenMcp } from '../servers/shape-mcp.ts'

export const check = defineCheck({
  name: 'mcp-server-left-out',
  title: 'An MCP server is left out',
  of: 'server',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'A server without a command, of an unknown type, with a url and no type, or with arguments that are no list is silently left out; the others of its file are started. In a plugin `claude plugin validate` says so too, and its words are shown instead.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ server, validated, place }) {
    if (server.kind !== 'MCP' || validated) return
    const wrong = misshapenMcp(server.config)
    if (!wrong || server.name === '$schema') return
    yield {
      ...placeOf(server, wrong.at),
      severity: 'error',
      message: `${called(server)} ${wrong.why}.`,
      happens:
        place.kind === 'project'
          ? 'It is skipped; the other servers of the file are started.'
          : 'It is skipped silently; the other servers of the file are started.',
      fix: wrong.fix,
    }
  },
})
