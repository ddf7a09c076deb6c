import { basename, normalize } from 'node:path'
import type { Around, Place } from '../types.ts'
import { findProgram } from './find-program.ts'
import { alone } from './launch-alone.ts'
import { useOf, viaOf } from './launch-use.ts'
import { replaced, variablesOf } from './launch-variables.ts'
import { scriptWord } from './runners.ts'
import { type Surroundings, scriptOf, type Use } from './script.ts'
import { BUILTINS } from './shell-builtins.ts'
import { type Commands, commandsIn, type Started } from './shell-commands.ts'
import type { Value } from './shell-values.ts'
import type { Hook, Launch, Program } from './types.ts'

/**
 * What a hook's command starts, and the files it needs for it. Measured with 2.1.329: without `args` the command goes
 * to /bin/sh as it is written, and the variables are in its environment; with `args`, even none, it is started itself,
 * and only CLAUDE_PLUGIN_ROOT, CLAUDE_PLUGIN_DATA and CLAUDE_PROJECT_DIR in braces are replaced.
 */
export async function launchOf(hook: Hook, place: Place, around: Around): Promise<Launch | null> {
  const { command, args, shell } = hook.handler
  if (hook.type !== 'command' || typeof command !== 'string') return null
  const variables = variablesOf(hook, place, around)
  const form = Array.isArray(args) ? 'exec' : 'shell'
  const written = [command, ...(Array.isArray(args) ? args : []).filter((arg) => typeof arg === 'string')].join(' ')
  const { searchPath } = around.config
  const { root } = hook.owner
  const meant = root ?? (place.kind === 'project' ? place.root : around.config.project)
  const surroundings = { root, meant, form, searchPath, written, variables } as const
  if (form === 'shell' && shell === 'powershell') return inPowerShell(written, searchPath)
  const commands =
    form === 'exec' ? alone([command, ...(args as unknown[])], variables) : commandsIn(command, variables)
  const all = commands.started.map((started) => startOf(started, commands, surroundings))
  const uses = distinct(all.flatMap(({ use }) => use ?? []))
  return {
    command: replaced(written, variables, form),
    form,
    program: all.map(({ program }) => program).find((program) => program !== null) ?? null,
    programs: all.flatMap(({ program, isOptional, isBuiltIn, use }) =>
      program && !isBuiltIn && !(use && use.runner === null) ? { ...program, isOptional } : [],
    ),
    scripts: await Promise.all(uses.slice(0, MOST_SCRIPTS).map((use) => scriptOf(use, surroundings))),
  }
}

const MOST_SCRIPTS = 20

function inPowerShell(written: string, searchPath: string): Launch {
  const path = findProgram('pwsh', searchPath) ?? findProgram('powershell', searchPath)
  const program = { word: 'pwsh', path }
  return { command: written, form: 'shell', program, programs: [{ ...program, isOptional: false }], scripts: [] }
}

type Start = { program: Program | null; isOptional: boolean; isBuiltIn: boolean; use: Use | null }

function startOf({ words, base, isOptional: mayFail }: Started, { tested }: Commands, around: Surroundings): Start {
  const [first] = words
  if (!first) return { program: null, isOptional: true, isBuiltIn: false, use: null }
  const isBuiltIn = around.form === 'shell' && BUILTINS.has(first.text)
  const isOptional = mayFail || tested.has(first.text)
  if (first.text.includes('/') && !isOfTheSystem(first, around)) {
    const use = useOf(first, base, { tested, runner: null, ...around })
    return { program: use && { word: first.text, path: use.path }, isOptional, isBuiltIn, use }
  }
  const program = { word: first.text, path: findProgram(first.text, around.searchPath) }
  const named = scriptWord(words)
  const runner = named && runnerOf(named.runner, program, around)
  const use = named?.script && runner ? useOf(named.script, base, { tested, runner, ...around }) : null
  return { program, isOptional, isBuiltIn, use }
}

/** `.` and `source` are carried out by the shell that is there, and `npx tsx x.ts` by what is fetched. */
function runnerOf(name: string, program: Program, { searchPath }: Surroundings): Program {
  if (name === '.' || name === 'source') return { word: 'sh', path: findProgram('sh', searchPath) }
  return name === basename(program.word) ? { ...program, word: name } : { word: name, path: null }
}

const SYSTEM = /^\/(?:bin|sbin|usr|opt|nix|snap|etc|System|Library|Applications)\//
const isOfTheSystem = (word: Value, around: Surroundings) =>
  viaOf(word, around) === 'absolute path' && SYSTEM.test(normalize(word.text))

const distinct = (uses: readonly Use[]) => [
  ...new Map(uses.map((use) => [`${use.path}\n${use.runner?.word}`, use])).values(),
]
