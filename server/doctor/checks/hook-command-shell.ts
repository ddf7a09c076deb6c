import type { SyntaxNode } from 'unbash'
import { defineCheck } from '../check.ts'
import { atHook, measured } from '../hooks/found.ts'
import { shellPieces } from '../hooks/shell-simple.ts'

export const check = defineCheck({
  name: 'hook-command-shell',
  title: 'A command that only bash understands',
  of: 'hook',
  evidence: measured(
    'Commands are given to /bin/sh, also with “shell”: “bash”. On macOS that is bash; on Debian and Ubuntu it is not, ' +
      'and “[[” is not found there.',
  ),
  *find({ hook, launch }) {
    const { command } = hook.handler
    if (launch?.form !== 'shell' || typeof command !== 'string' || hook.handler.shell === 'powershell') return
    const word = onlyBash(command)
    if (!word) return
    yield {
      ...atHook(hook, 'shell'),
      severity: 'warning',
      message: `The command uses “${word}”, and /bin/sh need not be bash.`,
      happens: `Where it is not, ${MEANS.get(word) ?? 'that is not found, and the hook fails'}.`,
      fix: 'Put it into a script that begins with #!/usr/bin/env bash, or write it as POSIX has it.',
    }
  },
})

const ONLY_BASH = new Set('[[ source declare local shopt mapfile readarray pushd popd &> &>> <<< |&'.split(' '))
const MEANS: ReadonlyMap<string, string> = new Map([
  ['[[', 'it is not found, and the condition is never true'],
  ['&>', 'the command runs in the background, and its output is not redirected'],
  ['&>>', 'the command runs in the background, and its output is not redirected'],
  ['<<<', 'the whole command is a syntax error (exit code 2, by which hooks block)'],
  ['|&', 'the whole command is a syntax error (exit code 2, by which hooks block)'],
])

const onlyBash = (command: string): string | undefined =>
  shellPieces(command)
    .flatMap(({ node }) => spellingOf(node))
    .find((word) => ONLY_BASH.has(word))

function spellingOf(node: SyntaxNode): readonly string[] {
  if (node.type === 'TestCommand') return ['[[']
  if (node.type === 'Command') return node.name ? [node.name.text] : []
  if (node.type === 'Pipeline') return node.operators
  return node.type === 'Redirect' || node.type === 'HereString' ? [node.operator] : []
}
