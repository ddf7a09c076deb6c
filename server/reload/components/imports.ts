import { type Files, folderOf, joinPath } from './files.ts'
import { pathsNamedIn } from './shell.ts'

/** The files of the same folder tree that a program loads: imports, requires, sourced and called scripts. */
export const importsOf = (path: string, entry: string, files: Files, rootNames: readonly string[]) =>
  files.once(`imports of ${path} from ${folderOf(entry)}`, () => findImports(path, entry, files, rootNames))

function findImports(path: string, entry: string, files: Files, rootNames: readonly string[]): readonly string[] {
  const text = files.text(path)
  if (text === undefined) return []
  const language = languageOf(path, text)
  const here = folderOf(path)
  if (language === 'javascript') return javascript(text, here, rootNames).flatMap((one) => module(one, files))
  if (language === 'python') return python(text, here, folderOf(entry)).filter(files.has)
  if (language === 'shell') return shell(text, here, rootNames).flatMap((one) => runnable(one, files))
  return []
}

/** A file, or what a folder starts with: `node dist` runs dist/index.js or what its package.json names. */
export function runnable(path: string, files: Files): readonly string[] {
  if (files.has(path)) return [path]
  if (!files.isFolder(path)) return []
  const main = /"main"\s*:\s*"([^"]{1,300})"/.exec(files.text(joinPath(path, 'package.json') ?? '') ?? '')?.[1]
  return [main, 'index.js', 'index.mjs', 'index.cjs', 'index.ts', '__main__.py']
    .flatMap((name) => (name === undefined ? [] : (joinPath(path, name) ?? [])))
    .filter(files.has)
    .slice(0, 1)
}

type Language = 'javascript' | 'python' | 'shell'

const LANGUAGES: readonly [ending: RegExp, shebang: RegExp, language: Language][] = [
  [/\.[cm]?[jt]sx?$/i, /^#!.*\b(node|bun|deno|tsx)\b/, 'javascript'],
  [/\.pyw?$/i, /^#!.*\b(python[\d.]*|uv)\b/, 'python'],
  [/\.(sh|bash|zsh|ksh|cmd|bat|ps1)$/i, /^#!.*\b(ba|z|k|da)?sh\b/, 'shell'],
]

function languageOf(path: string, text: string): Language | null {
  const byEnding = LANGUAGES.find(([ending]) => ending.test(path))
  const firstLine = text.slice(0, 200).split('\n', 1)[0] ?? ''
  return (byEnding ?? LANGUAGES.find(([, shebang]) => shebang.test(firstLine)))?.[2] ?? null
}

const SPECIFIER =
  /(?:\bfrom|\bimport|\bimport\s*\(|\brequire(?:\.resolve)?\s*\(|\bnew\s+(?:URL|Worker)\s*\()\s*(['"`])(\.{1,2}\/[^'"`\n$]{1,300})\1/g
const JOINED =
  /(__dirname|import\.meta\.(?:dirname|filename|url)\)*|CLAUDE_PLUGIN_ROOT['"\]]*)(?:\s*(?:\?\?|\|\|)[^,)]{0,80})?\s*,\s*((?:['"][^'"\n]{0,200}['"]\s*,?\s*){1,8})/g
const TEMPLATE = /\$\{(?:process\.env\.)?(CLAUDE_PLUGIN_ROOT|__dirname|import\.meta\.dirname)\}\/([^'"`\s$]{1,300})/g

function javascript(text: string, here: string, rootNames: readonly string[]): readonly string[] {
  const folder = (place: string) => (rootNames.some((name) => place.startsWith(name)) ? '' : here)
  const paths = [
    ...[...text.matchAll(SPECIFIER)].map(([, , path = '']) => joinPath(here, path.replace(/[?#].*$/, ''))),
    ...[...text.matchAll(JOINED)].map(([, place = '', parts = '']) => joinPath(folder(place), unquoted(parts))),
    ...[...text.matchAll(TEMPLATE)].map(([, place = '', path = '']) => joinPath(folder(place), path)),
  ]
  return paths.filter((path) => path !== null)
}

const unquoted = (parts: string) => [...parts.matchAll(/['"]([^'"\n]*)['"]/g)].map(([, part]) => part).join('/')

const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx', '.json']

/** A specifier without its ending, a folder's index, or a `.js` that is written as `.ts`. */
function module(path: string, files: Files): readonly string[] {
  const written = path.replace(/\.([cm]?)js$/, '.$1ts')
  const found = [...ENDINGS.map((ending) => path + ending), written, `${written}x`].find(files.has)
  return found === undefined ? runnable(path, files) : [found]
}

/** Python looks beside the program that was started; a package's own modules are named relatively or from its parent. */
function python(text: string, here: string, start: string): readonly string[] {
  const bases = [...new Set([here, start, folderOf(start), joinPath(start, 'src') ?? start, 'src', ''])]
  const modules = [
    ...[
      ...text.matchAll(
        /^[ \t]*from[ \t]+(\.{0,10})([\w.]{0,200})[ \t]+import[ \t]+(?:\(([^)]{0,2000})\)|([^\n#]{1,500}))/gm,
      ),
    ].flatMap(([, dots = '', name = '', many, few = '']) => fromImport(dots, name, many ?? few, here, bases)),
    ...[...text.matchAll(/^[ \t]*import[ \t]+([^\n#]{1,500})/gm)].flatMap(([, names = '']) =>
      names.split(',').flatMap((name) => bases.map((base) => moduleBelow(base, name))),
    ),
  ]
  const besides = [...text.matchAll(/__file__[^'"\n]{0,80}['"]([\w./-]{1,200})['"]/g)].flatMap(([, path = '']) =>
    [here, folderOf(here)].map((folder) => joinPath(folder, path)),
  )
  const found = modules.flatMap((path) => (path === null ? [] : [`${path}.py`, `${path}/__init__.py`]))
  return [...new Set([...found, ...besides.filter((path) => path !== null)])]
}

function fromImport(dots: string, name: string, imported: string, here: string, bases: readonly string[]) {
  const from = dots === '' ? bases : [joinPath(here, '../'.repeat(dots.length - 1))].filter((path) => path !== null)
  const names = ['', ...imported.split(',').map((one) => one.trim().split(/\s/)[0] ?? '')].filter((one) =>
    /^\w*$/.test(one),
  )
  return from.flatMap((base) => names.map((one) => moduleBelow(base, [name, one].filter(Boolean).join('.'))))
}

function moduleBelow(base: string, name: string): string | null {
  const dotted = name.trim().split(/\s/)[0] ?? ''
  return /^\w+(\.\w+)*$/.test(dotted) ? joinPath(base, dotted.replaceAll('.', '/')) : null
}

function shell(text: string, here: string, rootNames: readonly string[]): readonly string[] {
  const sourced = [...text.matchAll(/^[ \t]*(?:source|\.)[ \t]+["']?([\w./-]{1,300})/gm)]
  const relative = sourced.map(([, path = '']) => joinPath(here, path)).filter((path) => path !== null)
  return [...pathsNamedIn(text, here, rootNames), ...relative]
}
