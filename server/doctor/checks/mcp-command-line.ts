import { defineCheck } from '../check.ts'
import { called, placeOf, quoted } from '../servers/said.ts'

export const check = defineCheck({
  name: 'mcp-command-line',
  title: 'An MCP server’s command holds its arguments too',
  of: 'server',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'The whole text of `command` is taken for the name of one program: with arguments in it none is found.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ server }) {
    const command = server.texts.get('command')
    if (server.kind !== 'MCP' || !command || !ARGUMENTS.test(command.trim()) || server.program?.state === 'found')
      return
    yield {
      ...placeOf(server, 'command'),
      severity: 'error',
      message: `${called(server)} has a command with arguments in it: ${quoted(command)}.`,
      happens: 'It fails to start: there is no program of that name.',
      fix: 'Leave the program in `command`, and put every argument into `args`.',
    }
  },
})

/** A program's own path may hold blanks, but then it does not begin with the bare name of one. */
const ARGUMENTS = /^[\w.+-]+\s+\S/
