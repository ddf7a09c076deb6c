import { field, hasField, jq, jqTest, jsonIn } from './asking-contents.ts'
import { EVENT, exists, here, isFull, joinPaths, standIn, textAt } from './asking-files.ts'
import type { Builtin } from './builtins.ts'
import { Ended, Failed, plain, truth } from './machine.ts'
import { NOT_KNOWN } from './values.ts'

/** What scripts of Node's call the process they are. */
export const NODE = 'process'

const ends: Builtin = (machine, [code], line) => {
  const value = code === undefined || code === null ? 0 : plain(machine, code, line)
  if (value !== 0) machine.reached.add(line)
  throw new Ended()
}

/** What a script throws goes to whoever catches it. */
const fails: Builtin = () => {
  throw new Failed()
}

const variable: Builtin = ({ around }, [name, otherwise]) => {
  const known: Readonly<Record<string, string | null>> = {
    CLAUDE_PROJECT_DIR: around.project,
    CLAUDE_PLUGIN_ROOT: around.pluginRoot,
    CLAUDE_CONFIG_DIR: around.configDir,
    HOME: around.home,
    PWD: around.project,
  }
  return (typeof name === 'string' ? known[name] : null) ?? (otherwise === undefined ? NOT_KNOWN : otherwise)
}

/** How a function of a shell's script ended, where it says so. */
const status: Builtin = (_machine, [value]) => (typeof value === 'boolean' ? value : NOT_KNOWN)

/** What is called by a name, in the language it belongs to or as the shell's commands are put. */
export const FUNCTIONS: ReadonlyMap<string, Builtin> = new Map([
  ...each(exists('file', 'folder', 'hidden'), 'exists', 'existsSync', 'os.path.exists', 'pathExists', 'pathExistsSync'),
  ...each(exists('file', 'hidden'), 'isFile', 'os.path.isfile'),
  ...each(exists('folder'), 'isFolder', 'os.path.isdir'),
  ...each(isFull, 'isFull'),
  ...each(status, 'status'),
  ...each(textAt, 'readFileSync', 'readFile', 'textAt', 'open'),
  ...each(jsonIn, 'JSON.parse', 'json.load', 'json.loads'),
  ...each(joinPaths, 'path.join', 'path.posix.join', 'join', 'os.path.join', 'path.resolve', 'resolve'),
  ...each(ends, `${NODE}.exit`, 'sys.exit', 'exit', 'quit', 'os._exit'),
  ...each(fails, 'fail'),
  ...each(variable, 'os.environ.get', 'os.getenv', 'getenv'),
  ...each(here, `${NODE}.cwd`, 'cwd', 'os.getcwd', 'getcwd', 'Path.cwd', 'pathlib.Path.cwd'),
  ...each(({ around }) => around.home, 'os.homedir', 'homedir', 'Path.home', 'pathlib.Path.home'),
  ...each((_machine, [value]) => value, 'Path', 'pathlib.Path', 'PurePath', 'String', 'str', 'os.path.abspath'),
  ...each((_machine, [value]) => value, 'os.path.normpath', 'os.path.realpath', 'path.normalize'),
  ...each((machine, [value], line) => truth(machine, value, line) ?? NOT_KNOWN, 'Boolean', 'bool'),
  ...each(
    (machine, [pattern, whole], line) => hasField(machine, [pattern, whole], line),
    're.search',
    're.match',
    'hasField',
  ),
  ...each(field, 'field'),
  ...each(jq, 'jq'),
  ...each(jqTest, 'jqTest'),
  ...each(standIn, 'standIn', 'os.chdir', `${NODE}.chdir`),
  ...each(
    ({ around }, [value]) => (typeof value === 'string' ? value.replace(/^~(?=\/|$)/, around.home) : NOT_KNOWN),
    'os.path.expanduser',
  ),
  ...each(() => EVENT, 'event'),
])

function each(of: Builtin, ...names: readonly string[]): [string, Builtin][] {
  return names.map((name) => [name, of])
}
