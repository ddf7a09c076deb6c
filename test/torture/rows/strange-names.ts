/** Names that people and programs give to files, and that break programs. Each once by itself in a folder of its own. */
export const STRANGE: readonly string[] = [
  'with spaces and  two of them',
  ' begins and ends with one ',
  `"double" and 'single'`,
  'new\nline',
  'tab\tand return\r',
  '🦜 parrot',
  '👩‍👧‍👦 family',
  'right \u202e to left',
  'שלום',
  'zero\u200bwidth\ufeff',
  '-rf',
  '--help',
  '--',
  '~',
  '100%s %d %2F',
  'back\\slash',
  'caf\u00e9',
  'cafe\u0301',
  'Case',
  'case',
  'CASE',
  'CON',
  'nul.txt',
  'ends with a dot.',
  '*?[a-z]{1,2}',
  '$HOME `id` $(id)',
  '; touch canary #',
  '<img src=x onerror=alert(1)>',
  '\u0001\u001b[31m\u007f',
  '\ufffd a real replacement character',
  '__proto__',
  'constructor',
  '...',
  '..a',
  '.hidden',
  'a:b',
  'C:',
  '-> arrow',
  'a'.repeat(255),
  'é'.repeat(127),
  '🦜'.repeat(63),
]

/** Not UTF-8: left out of every sync, with a sentence, and never touched. */
export const NOT_UTF8: readonly Buffer[] = [
  Buffer.from('caf\xe9 in latin1', 'latin1'),
  Buffer.from('\xff\xfe', 'latin1'),
  Buffer.from('half \xf0\x9f\xa6', 'latin1'),
]

/** A path of so many bytes. */
export function longPath(bytes: number): string {
  const parts: string[] = []
  for (let left = bytes; left > 0; left -= 201) parts.push('p'.repeat(Math.min(200, left)))
  return parts.join('/')
}
