/** Copied from the text it was found in: a piece of a text keeps the whole of it in memory, a copy does not. */
export const detached = <Value>(value: Value): Value => structuredClone(value)
