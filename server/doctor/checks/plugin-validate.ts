import { defineCheck } from '../check.ts'
import { saidFindings } from '../packaging/findings.ts'

export const check = defineCheck({
  name: 'plugin-validate',
  title: '`claude plugin validate` has something to say',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'These are the words of `claude plugin validate --strict --json` itself. It reads plugin.json, the files of hooks and MCP servers, and the frontmatter of skills, commands and agents; it says nothing of .lsp.json, of output styles, of frontmatter that is no YAML, or of scripts that hooks start.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  find: ({ said }) => saidFindings(said),
})
