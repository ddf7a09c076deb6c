import { defineCheck } from '../check.ts'
import { called, nameOfFile, placeOf } from '../servers/said.ts'

export const check = defineCheck({
  name: 'server-name-twice',
  title: 'A server’s name stands in two files of the plugin',
  of: 'server',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'Where .mcp.json or .lsp.json and the manifest name a server alike, only the manifest’s counts, without a word. Servers of two plugins may have the same name.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find({ server }) {
    const { replacedBy } = server
    if (!replacedBy) return
    const where = `${nameOfFile(replacedBy.file)}${replacedBy.line === null ? '' : `, line ${replacedBy.line}`}`
    yield {
      ...placeOf(server),
      severity: 'warning',
      message: `${called(server)} is configured once more in ${where}.`,
      happens: 'Only that one is started; this one is not there.',
      fix: 'Give one of them another name, or take one out.',
    }
  },
})
