import { basename } from 'node:path'
import type { Word } from './shell-commands.ts'

/** The command without what only carries it out: `env A=b timeout 5 node x.mjs` is `node x.mjs`. `name` as one calls it. */
export function unwrapped(words: readonly Word[]): { name: string | null; words: readonly Word[] } {
  let rest = words
  for (let left = MOST; left > 0; left--) {
    const first = rest[0]
    if (!first) return { name: null, words: rest }
    const name = basename(first.text)
    if (name === 'command' && /^-[vV]$/.test(rest[1]?.text ?? '')) return { name: 'command -v', words: rest }
    const wrapper = WRAPPERS.get(name)
    const inner = wrapper && rest.length > 1 ? insideOf(rest.slice(1), wrapper) : []
    if (inner.length === 0) return { name, words: rest }
    rest = inner
  }
  return { name: null, words: [] }
}

type Wrapper = { valued?: readonly string[]; before?: number; assigns?: boolean }

const MOST = 8
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ['env', { valued: ['-u', '--unset', '-C', '--chdir'], assigns: true }],
  ['exec', { valued: ['-a'] }],
  ['command', {}],
  ['builtin', {}],
  ['nohup', {}],
  ['setsid', {}],
  ['time', {}],
  ['stdbuf', { valued: ['-i', '-o', '-e'] }],
  ['nice', { valued: ['-n'] }],
  ['ionice', { valued: ['-c', '-n'] }],
  ['timeout', { valued: ['-s', '-k', '--signal', '--kill-after'], before: 1 }],
  ['gtimeout', { valued: ['-s', '-k', '--signal', '--kill-after'], before: 1 }],
  ['sudo', { valued: ['-u', '-g'], assigns: true }],
])

function insideOf(words: readonly Word[], { valued = [], before = 0, assigns = false }: Wrapper): readonly Word[] {
  let at = 0
  for (; at < words.length; at++) {
    const text = words[at]?.text ?? ''
    if (text === '--') {
      at++
      break
    }
    if (valued.includes(text)) at++
    else if (!text.startsWith('-') && !(assigns && /^[A-Za-z_]\w*=/.test(text))) break
  }
  return words.slice(at + before)
}
