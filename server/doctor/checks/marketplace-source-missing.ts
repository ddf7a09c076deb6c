import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'marketplace-source-missing',
  title: 'A catalogue names a plugin whose folder is not there',
  of: 'marketplace',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: '`claude plugin install` fails with “Source path does not exist”; `claude plugin validate` of the marketplace does not notice it.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ marketplace, missing }) {
    for (const { name, path, line } of missing)
      yield {
        key: name,
        severity: 'error',
        file: marketplace.catalogue ?? '',
        line,
        about: `entry ${name}`,
        message: `The catalogue of ${marketplace.name} says that ${name} lies in ${path}, and there is nothing.`,
        happens: `Nobody can install ${name}: \`claude plugin install\` says that the source path does not exist.`,
        fix: 'Correct the `source` of the entry, or take the entry out.',
      }
  },
})
