import { defineCheck } from '../check.ts'
import { called, placeOf } from '../servers/said.ts'
import { isFields } from '../servers/shape-mcp.ts'

export const check = defineCheck({
  name: 'mcp-cwd-ignored',
  title: 'An MCP server names a folder to start in',
  of: 'server',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'A `cwd` of an MCP server is ignored, in a plugin and in a project: the program is started in the folder of the session.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ server }) {
    if (server.kind !== 'MCP' || !isFields(server.config) || typeof server.config.cwd !== 'string') return
    yield {
      ...placeOf(server, 'cwd'),
      severity: 'warning',
      message: `${called(server)} has a \`cwd\`, which Claude Code ignores.`,
      happens: 'It is started in the folder of the session, and what it looks for below its own folder is not found.',
      fix: `Name its files by their whole path, in a plugin with \`\${CLAUDE_PLUGIN_ROOT}\`.`,
    }
  },
})
