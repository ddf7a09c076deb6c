import { defineCheck } from '../check.ts'
import { atHook, measured } from '../hooks/found.ts'
import { simpleCommands } from '../hooks/shell-simple.ts'
import { plainText, shellTokens } from '../hooks/shell-words.ts'

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

const WORDS = new Set(['[[', 'source', 'declare', 'local', 'shopt', 'mapfile', 'readarray', 'pushd', 'popd'])
const OPERATORS = new Set(['&>', '&>>', '<<<', '|&'])
const MEANS: ReadonlyMap<string, string> = new Map([
  ['[[', 'it is not found, and the condition is never true'],
  ['&>', 'the command runs in the background, and its output is not redirected'],
  ['&>>', 'the command runs in the background, and its output is not redirected'],
  ['<<<', 'the whole command is a syntax error (exit code 2, by which hooks block)'],
  ['|&', 'the whole command is a syntax error (exit code 2, by which hooks block)'],
])

function onlyBash(command: string): string | null {
  const tokens = shellTokens(command)
  const operator = tokens.find((token) => token.kind === 'operator' && OPERATORS.has(token.text))
  if (operator?.kind === 'operator') return operator.text
  const first = simpleCommands(tokens).map(({ words }) => plainText(words[0] ?? []))
  return first.find((word) => word !== null && WORDS.has(word)) ?? null
}
