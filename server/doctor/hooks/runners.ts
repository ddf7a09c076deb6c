import { basename } from 'node:path'
import type { Word } from './shell-commands.ts'

/** Programs that run a script which one of their arguments names. */
type Runner = {
  /** Options whose value is the next word. */
  valued?: readonly string[]
  /** Options after which no script follows, since they say themselves what to run. */
  instead?: RegExp
  /** A word that has to come first, and the options that are allowed before the script then. */
  verb?: string
  /** What a script's name ends with, where the word may be something else as well. */
  ends?: RegExp
}

/** The word that names the script; null when there is none, or when it is not known. */
export function scriptWord(words: readonly Word[]): { runner: string; script: Word } | null {
  const name = basename(words[0]?.text ?? '')
  if (CARRIERS.has(name)) {
    const inner = words.slice(1).filter((word) => !word?.text.startsWith('-'))
    return inner.length < words.length && RUNNERS.has(inner[0]?.text ?? '') ? scriptWord(inner) : null
  }
  const runner = runnerOf(name)
  const script = runner ? firstArgument(words.slice(1), runner) : null
  return script ? { runner: name, script } : null
}

function runnerOf(name: string): Runner | null {
  if (/^python\d*(?:\.\d+)?$/.test(name)) return RUNNERS.get('python') ?? null
  return RUNNERS.get(name) ?? null
}

/** They fetch what they run, and are themselves what has to be there. */
const CARRIERS = new Set(['npx', 'bunx', 'pnpx'])

const SHELL: Runner = { valued: ['-o', '-O', '--rcfile', '--init-file'], instead: /^-[a-z]*[cs]/ }
const NODE: Runner = {
  valued: ['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--env-file'],
  instead: /^(?:-e|-p|-i|--eval|--print|--interactive|--run|--test|-)$|^--eval=/,
}

const RUNNERS: ReadonlyMap<string, Runner> = new Map([
  ...['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash', '.', 'source'].map((name): [string, Runner] => [name, SHELL]),
  ...['node', 'nodejs', 'tsx', 'ts-node'].map((name): [string, Runner] => [name, NODE]),
  ['python', { valued: ['-W', '-X'], instead: /^-[A-Za-z]*[cm]|^-$/ }],
  ['bun', { valued: NODE.valued ?? [], instead: /^-e$/, ends: /\.[cm]?[jt]sx?$/ }],
  ['deno', { verb: 'run', ends: /\.[cm]?[jt]sx?$/ }],
  ['uv', { verb: 'run', valued: ['--with', '--python', '-p', '--project', '--directory'], ends: /\.py$/ }],
  ['ruby', { instead: /^-e/ }],
  ['perl', { instead: /^-[a-zA-Z]*[eE]/ }],
  ['php', { instead: /^-r/ }],
  ['lua', { instead: /^-e/ }],
  ['osascript', { instead: /^-e/ }],
])

function firstArgument(words: readonly Word[], { valued = [], instead, verb, ends }: Runner): Word {
  let rest = words
  if (verb !== undefined) {
    if (rest[0]?.text !== verb) return null
    rest = rest.slice(1)
  } else if (ends && rest[0]?.text === 'run') rest = rest.slice(1)
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]
    if (!word) return null
    if (instead?.test(word.text)) return null
    if (valued.includes(word.text) || /^-[a-z]+o$/.test(word.text)) at++
    else if (!/^[-+]./.test(word.text)) return !ends || ends.test(word.text) ? word : null
  }
  return null
}
