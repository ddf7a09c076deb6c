/** How letters are written in a regular expression: of all scripts, or only those of ASCII. Each stands within brackets. */
export type Letters = { readonly letter: string; readonly digit: string; readonly isAscii: boolean }

/**
 * An expression over the letters of all scripts takes milliseconds to compile, one over ASCII nearly nothing; most prompts
 * are ASCII, and a hook reads only one. Both find the same in such a text.
 */
export function forText(make: (letters: Letters) => RegExp): (text: string) => RegExp {
  const made: RegExp[] = []
  return (text) => {
    const isAscii = ASCII.test(text)
    const at = isAscii ? 0 : 1
    made[at] ??= make(
      isAscii ? { letter: 'A-Za-z', digit: '0-9', isAscii } : { letter: '\\p{L}', digit: '\\p{N}', isAscii },
    )
    return made[at]
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII, too.
const ASCII = /^[\u0000-\u007f]*$/
