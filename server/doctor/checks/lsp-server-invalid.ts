import { defineCheck } from '../check.ts'
import { called, placeOf } from '../servers/said.ts'
import { misshapenLsp } from '../servers/shape-lsp.ts'

export const check = defineCheck({
  name: 'lsp-server-invalid',
  title: 'An LSP server is not understood',
  of: 'server',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'One server of a .lsp.json with a field missing, wrong or unknown keeps every server of that file from being loaded. In a manifest it keeps the whole plugin from being loaded.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ server }) {
    if (server.kind !== 'LSP') return
    const wrong = misshapenLsp(server.config)
    if (!wrong) return
    const isManifest = server.file.endsWith('/plugin.json')
    yield {
      ...placeOf(server, wrong.at),
      severity: wrong.severity ?? 'error',
      message: `${called(server)} ${wrong.why}.`,
      happens: isManifest
        ? 'The whole plugin is not loaded.'
        : 'No server of this file is loaded, also none that is right; only the debug log says so.',
      fix: wrong.fix,
    }
  },
})
