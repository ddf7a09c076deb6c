import { defineCheck } from '../check.ts'
import { called, placeOf } from '../servers/said.ts'
import { sameServers } from '../servers/same-servers.ts'

export const check = defineCheck({
  name: 'mcp-server-suppressed',
  title: 'Two MCP servers are started alike',
  of: 'everything',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'Of two servers with the same command, arguments and environment, or the same url, only the first is started, also when two plugins bring them; one of the project goes before those of plugins. The tools have the name of the one that is started.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ servers }) {
    for (const { server, other } of sameServers(servers))
      yield {
        ...placeOf(server),
        severity: 'note',
        message: `${called(server)} is started exactly as ${other}.`,
        happens: 'Only one of the two is started; hooks and permissions that name the other one’s tools match nothing.',
        fix: 'Keep one of them, or let them differ in an argument or a variable.',
      }
  },
})
