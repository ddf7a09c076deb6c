import { defineCheck } from '../check.ts'
import { called, placeOf, quoted } from '../servers/said.ts'

export const check = defineCheck({
  name: 'server-path-missing',
  title: 'A server’s file is missing or lies outside the plugin',
  of: 'server',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'A server whose script is missing is started all the same and fails. What lies beside the plugin is not copied with it when it is installed.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ server }) {
    for (const { at, written, from, state } of server.files) {
      if (from !== 'root' || state === 'file' || (state === 'folder' && at !== 'command')) continue
      const leaves = state === 'leaves the plugin'
      yield {
        ...placeOf(server, at),
        severity: 'error',
        message: leaves
          ? `${called(server)} names ${quoted(written)}, which lies outside the plugin.`
          : `${called(server)} names ${quoted(written)}, and there is no such file.`,
        happens: leaves
          ? 'It is not there once the plugin is installed as a copy, and the server fails to start.'
          : 'The server fails to start, and what it offers is missing.',
        fix: leaves
          ? 'Move the file into the plugin.'
          : 'Correct the path, or build the file and keep it in the plugin.',
      }
    }
  },
})
