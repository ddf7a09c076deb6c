import { BRACED } from './launch-variables.ts'
import { type Commands, commandsIn, SESSION_FOLDER, type Word } from './shell-commands.ts'
import type { Variables } from './shell-values.ts'

/** One command that no shell takes apart; a shell among its words does so with its own text. */
export function alone(words: readonly unknown[], variables: Variables): Commands {
  const replacedWords = words.map((word): Word => {
    if (typeof word !== 'string' || word.includes('${user_config.')) return null
    const names = [...word.matchAll(BRACED)]
    if (names.some(([, name = '']) => !variables.has(name))) return null
    const via = names[0]?.index === 0 ? variables.get(names[0][1] ?? '')?.via : undefined
    return { text: word.replace(BRACED, (_, name) => variables.get(name)?.text ?? ''), via: via ?? 'written' }
  })
  const quoted = replacedWords.map((word) => word && `'${word.text.replaceAll("'", `'\\''`)}'`)
  const nested = quoted.every((word) => word !== null) ? commandsIn(quoted.join(' '), variables) : null
  const started = [{ words: replacedWords, base: SESSION_FOLDER, isOptional: false }]
  return { started: [...started, ...(nested?.started.slice(1) ?? [])], tested: nested?.tested ?? new Set() }
}
