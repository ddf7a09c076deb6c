import { type Fields, isFields, isTexts, type Misshapen } from './shape-mcp.ts'

/** Why a server of LSP is not understood, as 2.1.329 does it: with it, every other server of its file is left out. */
export function misshapenLsp(config: unknown): Misshapen | null {
  if (!isFields(config))
    return { at: '', why: 'is no object', fix: 'Write an object with `command` and `extensionToLanguage`.' }
  return misshapenCommand(config) ?? misshapenExtensions(config) ?? unknownField(config)
}

function misshapenCommand({ command, args, env, transport }: Fields): Misshapen | null {
  if (typeof command !== 'string' || command === '')
    return { at: 'command', why: 'has no `command`', fix: 'Say which program starts it, as text.' }
  if (command.includes(' ') && !command.startsWith('/'))
    return {
      at: 'command',
      why: 'has a `command` with a blank in it',
      fix: 'Put what follows the program into `args`.',
    }
  if (args !== undefined && !isTexts(args))
    return { at: 'args', why: 'has `args` that are no list of texts', fix: 'Write `args` as a list of texts.' }
  if (env !== undefined && !(isFields(env) && isTexts(Object.values(env))))
    return { at: 'env', why: 'has an `env` whose values are not all texts', fix: 'Put every value of `env` in quotes.' }
  if (transport !== undefined && transport !== 'stdio' && transport !== 'socket')
    return {
      at: 'transport',
      why: 'has a `transport` that there is not',
      fix: 'Write `stdio` or `socket`, or leave it out.',
    }
  return null
}

function misshapenExtensions({ extensionToLanguage: map }: Fields): Misshapen | null {
  const at = 'extensionToLanguage'
  const fix = 'Name each file extension with its dot and the language it is: `{ ".go": "go" }`.'
  if (!isFields(map)) return { at, why: 'has no `extensionToLanguage`', fix }
  const names = Object.keys(map)
  if (names.length === 0) return { at, why: 'has an empty `extensionToLanguage`', fix }
  const bare = names.find((name) => !name.startsWith('.'))
  if (bare !== undefined)
    return { at: `${at}.${bare}`, why: `names the extension ${JSON.stringify(bare.slice(0, 40))} without its dot`, fix }
  return isTexts(Object.values(map)) ? null : { at, why: 'has a language that is no text', fix }
}

/** A later version may know more of them. */
function unknownField(config: Fields): Misshapen | null {
  const name = Object.keys(config).find((key) => !FIELDS.has(key))
  return name === undefined
    ? null
    : {
        at: name,
        why: `has the field ${JSON.stringify(name.slice(0, 60))}, which 2.1.329 does not know`,
        fix: 'Take it out, or correct its name.',
        severity: 'warning',
      }
}

const FIELDS = new Set([
  ...['command', 'args', 'extensionToLanguage', 'transport', 'env', 'initializationOptions', 'settings'],
  ...['workspaceFolder', 'startupTimeout', 'shutdownTimeout', 'requestTimeout', 'restartOnCrash', 'maxRestarts'],
  'diagnostics',
])
