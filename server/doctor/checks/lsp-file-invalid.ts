import { defineCheck } from '../check.ts'
import { fileProblems } from '../servers/file-problems.ts'

export const check = defineCheck({
  name: 'lsp-file-invalid',
  title: 'A file of LSP servers cannot be read',
  of: 'server file',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'A .lsp.json that is no JSON, begins with a byte order mark or holds no object gives no servers; only the debug log says so, and `claude plugin validate` never reads it.',
    shownBy: 'claude/doctor-servers.test.ts',
  },
  find: (subject) => (subject.kind === 'LSP' ? fileProblems(subject) : []),
})
