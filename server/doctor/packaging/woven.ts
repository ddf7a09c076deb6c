import type { Finding } from '../types.ts'

/**
 * What `claude plugin validate` says and a check of ours has found in the same place is said once: by ours, which knows
 * what happens and what to do, with a word on who says so too.
 */
export function woven(findings: readonly Finding[]): readonly Finding[] {
  const said = findings.filter(({ check }) => check === 'plugin-validate')
  const twice = new Map(
    said.flatMap((one) => findings.filter((other) => isTheSame(one, other)).map((ours) => [ours, one])),
  )
  const dropped = new Set(twice.values())
  if (dropped.size === 0) return findings
  return findings
    .filter((finding) => !dropped.has(finding))
    .map((finding) =>
      twice.has(finding)
        ? { ...finding, happens: `${finding.happens} \`claude plugin validate\` reports it too.` }
        : finding,
    )
}

/** Words of 2.1.329, and the checks that say the same. */
const SAME: readonly [words: RegExp, checks: readonly string[]][] = [
  [/No frontmatter block found/, ['definition-frontmatter-missing']],
  [/No description in frontmatter/, ['definition-description-missing']],
  [/must be a string or array of strings/, ['definition-tools']],
  [/unknown hook event/, ['hook-event-unknown']],
  [/Invalid \w+ hook \(timeout/, ['hook-timeout']],
  [/Invalid \w+ hook/, ['hook-malformed', 'hook-type-not-allowed']],
  [/Invalid JSON syntax/, ['hook-json-invalid', 'mcp-file-invalid']],
]

const isTheSame = (said: Finding, ours: Finding) =>
  said.file === ours.file &&
  (said.line === ours.line || ours.line === null) &&
  SAME.some(([words, checks]) => checks.includes(ours.check) && words.test(said.message))
