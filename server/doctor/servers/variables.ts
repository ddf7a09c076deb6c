/** `${NAME}` and `${NAME:-otherwise}`: nothing else is replaced, and `$NAME` least of all (measured with 2.1.329). */
const VARIABLE = /\$\{([A-Za-z_]\w*)(:-[^}]*)?\}/g

const OPTION = /\$\{user_config\.([A-Za-z_]\w*)\}/g

/** Variables without a value of their own that a text names. */
export const variablesIn = (text: string): readonly string[] =>
  [...text.slice(0, LONGEST).matchAll(VARIABLE)].flatMap(([, name = '', otherwise]) => (otherwise ? [] : [name]))

/** The options of the plugin that a text names. */
export const optionsIn = (text: string): readonly string[] =>
  [...text.slice(0, LONGEST).matchAll(OPTION)].map(([, name = '']) => name)

/** The text with these replaced; null where another one is left that only a session could replace. */
export function replaced(text: string, values: ReadonlyMap<string, string>): string | null {
  let isKnown = true
  const whole = text.slice(0, LONGEST).replaceAll(VARIABLE, (_, name: string, otherwise?: string) => {
    const value = values.get(name) ?? otherwise?.slice(2)
    if (value === undefined) isKnown = false
    return value ?? ''
  })
  return isKnown ? whole : null
}

const LONGEST = 10_000
