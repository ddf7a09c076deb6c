import { defineCheck } from '../check.ts'
import { fileProblems } from '../servers/file-problems.ts'

export const check = defineCheck({
  name: 'mcp-file-invalid',
  title: 'A file of MCP servers cannot be read',
  of: 'server file',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'A plugin whose .mcp.json is no JSON, holds a comment or begins with a byte order mark has no servers, and only the debug log says so. A project’s .mcp.json may begin with such a mark, and needs its servers below mcpServers.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  find: (subject) => (subject.kind === 'MCP' ? fileProblems(subject) : []),
})
