import { type Files, folderOf, joinPath } from './files.ts'
import { importsOf, runnable } from './imports.ts'
import { fieldsOf, isText, listOf, MOST } from './json.ts'
import { pathsNamedIn, wordsOf } from './shell.ts'

/** A command as a hook or a server has it: a shell line, or a program with its arguments. */
export type Command = { command: string; args: readonly string[]; folder: string | null }

/** Every command below a value, however it is nested. */
export function commandsIn(value: unknown, depth = 0): readonly Command[] {
  if (depth > 8 || typeof value !== 'object' || value === null) return []
  const { command, args, cwd, headersHelper } = fieldsOf(value)
  const own = [command, headersHelper].filter(isText).map((line) => ({
    command: line,
    args: listOf(args).filter(isText),
    folder: isText(cwd) ? cwd : null,
  }))
  const inner = Object.values(value)
    .slice(0, MOST)
    .flatMap((one) => commandsIn(one, depth + 1))
  return [...own, ...inner].slice(0, MOST)
}

/** The files a command names: by the root folder, relative to it, or relative to a folder it names. */
export function startedBy({ command, args, folder }: Command, files: Files, rootNames: readonly string[]) {
  const parts = [command, ...args.slice(0, 100), folder ?? ''].map((part) => part.slice(0, 10_000))
  const named = parts.flatMap((part) => [...pathsNamedIn(part, '', rootNames), ...wholly(part, rootNames)])
  const direct = named.flatMap((path) => runnable(path, files))
  const folders = named.filter((path) => path !== '' && files.isFolder(path))
  const bases = ['', ...folders, ...direct.map(folderOf)].slice(0, 20)
  const words = parts.flatMap(wordsOf).slice(0, 200)
  const relative = bases.flatMap((base) => words.flatMap((word) => below(base, word, files)))
  const modules = bases.flatMap((base) => pythonModules(base, parts.join(' ')).filter(files.has))
  const scripts = /\b(npm|pnpm|yarn|bun)\b/.test(command) ? packageScripts(bases, words, files) : []
  return [...new Set([...direct, ...relative, ...modules, ...scripts])].slice(0, MOST)
}

/** What these files load, and what that loads, and so on. */
export function closureOf(starts: readonly string[], files: Files, rootNames: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>()
  for (const start of starts) {
    const waiting = [start]
    for (let path = waiting.pop(); path !== undefined && files.mayFollow(); path = waiting.pop()) {
      if (all.has(path)) continue
      all.add(path)
      waiting.push(...importsOf(path, start, files, rootNames).filter((one) => !all.has(one)))
    }
  }
  return all
}

/** An argument is one path even with blanks in it. */
function wholly(part: string, rootNames: readonly string[]): readonly string[] {
  const rest = rootNames.map((name) => new RegExp(`^"?\\$\\{?${name}\\}?"?/(.+)$`).exec(part)?.[1]).find(isText)
  const path = rest === undefined ? null : joinPath('', rest)
  return path === null ? [] : [path]
}

function below(base: string, word: string, files: Files): readonly string[] {
  const path = joinPath(base, word)
  return path !== null && files.has(path) ? [path] : []
}

/** `python -m server.main` runs server/main.py, `-m server` its __main__.py. */
function pythonModules(base: string, line: string): readonly string[] {
  return [...line.matchAll(/(?:^|\s)-m\s+(\w+(?:\.\w+)*)/g)].flatMap(([, name = '']) =>
    ['', 'src/'].flatMap((folder) =>
      ['.py', '/__main__.py'].flatMap((end) => joinPath(base, folder + name.replaceAll('.', '/') + end) ?? []),
    ),
  )
}

/** `npm --prefix DIR run serve` starts what the package.json of that folder says. */
function packageScripts(bases: readonly string[], words: readonly string[], files: Files): readonly string[] {
  return bases.slice(0, 5).flatMap((base) => {
    const text = files.text(joinPath(base, 'package.json') ?? '')?.slice(0, 64_000) ?? ''
    const scripts = [...text.matchAll(/"([\w:.-]{1,60})"\s*:\s*"([^"\n]{1,500})"/g)]
    const lines = scripts.filter(([, name = '']) => words.includes(name)).slice(0, 10)
    return lines.flatMap(([, , line = '']) => wordsOf(line).flatMap((word) => below(base, word, files)))
  })
}
