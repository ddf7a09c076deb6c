import { defineCheck } from '../check.ts'
import { called, placeOf, quoted } from '../servers/said.ts'

export const check = defineCheck({
  name: 'server-root-missing',
  title: 'A server’s file is named without the plugin’s folder',
  of: 'server',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'A server is started in the folder of the session: `mcp/server.mjs` is looked for there, and so is `$CLAUDE_PLUGIN_ROOT/…` without braces, which is not replaced.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ server }) {
    for (const { at, written, from } of server.files) {
      if (from !== 'session') continue
      const inside = written.replace(/^(?:\$CLAUDE_PLUGIN_ROOT|\.)\//, '')
      yield {
        ...placeOf(server, at),
        severity: 'error',
        message: `${called(server)} names ${quoted(written)} of the plugin without \`\${CLAUDE_PLUGIN_ROOT}\`.`,
        happens: 'It is looked for in the folder of the session, so the server fails to start everywhere else.',
        fix: `Write ${quoted(`\${CLAUDE_PLUGIN_ROOT}/${inside}`)}.`,
      }
    }
  },
})
