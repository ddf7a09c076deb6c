import { defineCheck } from '../check.ts'
import { called, placeOf, quoted } from '../servers/said.ts'
import type { Program } from '../servers/types.ts'

export const check = defineCheck({
  name: 'server-command-not-found',
  title: 'A server’s program is not there',
  of: 'server',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'A program that is not on the PATH fails with ENOENT, one that may not be executed with EACCES. A relative path begins in the folder of the session, and `~` is not the home folder.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ server }) {
    const { program } = server
    if (!program || program.state === 'found' || /\s/.test(program.written.trim())) return
    const inPlugin = server.files.some(({ at, from }) => at === 'command' && from === 'session')
    if (program.state === 'relative' && inPlugin) return
    yield {
      ...placeOf(server, 'command'),
      severity: program.state === 'not executable' ? 'error' : 'warning',
      message: `${called(server)} is started with ${quoted(program.written)}, ${WHY[program.state]}.`,
      happens:
        server.kind === 'MCP'
          ? 'It fails to start, and Claude has none of its tools.'
          : 'It fails to start when a file of its language is opened.',
      fix: FIX[program.state],
    }
  },
})

type Missing = Exclude<Program['state'], 'found'>

const WHY: Readonly<Record<Missing, string>> = {
  missing: 'which is not on the PATH of Hotplug',
  relative: 'a path that begins in whatever folder the session was started in',
  'not executable': 'which may not be executed',
}

const FIX: Readonly<Record<Missing, string>> = {
  missing: 'Install it, or say in the README that it is needed.',
  relative: `Write \`\${CLAUDE_PLUGIN_ROOT}/…\` in a plugin, or the whole path.`,
  'not executable': 'Run `chmod +x` on it, or start it with its interpreter.',
}
