import type { Frontmatter } from '../frontmatter.ts'

/** A value of a frontmatter as a text, whatever it is. */
export const plain = (value: unknown): string => (typeof value === 'object' ? '' : String(value))

/** As Claude Code 2.1.329 reads `disable-model-invocation` and `user-invocable`: yes, on and 1 are as good as true. */
export const isOn = (value: unknown): boolean => /^(true|yes|on|1)$/i.test(plain(value))

const isOff = (value: unknown): boolean => /^(false|no|off|0)$/i.test(plain(value))

/** Whether Claude may use it by itself. */
export const claudeMay = ({ fields }: Frontmatter): boolean => !isOn(fields['disable-model-invocation'])

/** Whether a person may type it. */
export const peopleMay = ({ fields }: Frontmatter): boolean => !isOff(fields['user-invocable'])
