import { read, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { logLine as log } from '../log.ts'
import { type Answer, answerTo } from './answer.ts'
import type { Installation, Surroundings } from './installation.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Milliseconds of the whole process, its start included; then it answers with nothing. */
const DEADLINE = 300
/** What HOTPLUG_HOOK_DEADLINE may ask for on a slow machine: well before Claude Code itself ends a hook. */
const LATEST = 4_000
const LARGEST_INPUT = 1024 * 1024

/**
 * One hook, from its input to its exit, which is always 0: whatever is wrong with us, the session goes on untouched.
 * What is written down comes after the answer, which is one write.
 */
export function runHook(installation: Installation, vocabulary: Vocabulary, deadline = wantedDeadline()) {
  const elapsed = () => process.uptime() * 1000
  const giveUp = (why: string) => {
    log(installation.stateDir, 'hook', why)
    leave()
  }
  process.on('uncaughtException', (error) => giveUp(`failed: ${String(error?.stack ?? error)}`))
  process.on('unhandledRejection', (error) => giveUp(`failed: ${String(error)}`))
  setTimeout(() => giveUp(`gave up after ${deadline} ms`), deadline - elapsed())
  readInput((text) => {
    if (text === null) return giveUp('was told more than 1 MB, which is not read')
    const left = () => deadline - elapsed()
    void answerTo(text, { installation, around: surroundings(), vocabulary, elapsed, left }).then(finish)
  })

  async function finish({ output, afterwards }: Answer) {
    if (output !== null) print(JSON.stringify(output))
    try {
      await afterwards()
    } catch (error) {
      log(installation.stateDir, 'hook', `could not write down what it did: ${String(error)}`)
    }
    leave()
  }
}

function wantedDeadline() {
  const wanted = Number(process.env.HOTPLUG_HOOK_DEADLINE)
  return wanted >= DEADLINE ? Math.min(wanted, LATEST) : DEADLINE
}

/** Reads until the input ends, or is a whole JSON value: who forgets to close it need not be waited for. */
function readInput(done: (text: string | null) => void) {
  const chunks: Buffer[] = []
  let size = 0
  const chunk = Buffer.allocUnsafe(64 * 1024)
  const next = () => {
    isReading = true
    read(0, chunk, 0, chunk.length, null, (error, length) => {
      isReading = false
      if (error || length === 0) return done(Buffer.concat(chunks).toString())
      chunks.push(Buffer.from(chunk.subarray(0, length)))
      size += length
      if (size > LARGEST_INPUT) return done(null)
      if (endsObject(chunk, length) && isJson(Buffer.concat(chunks).toString()))
        return done(Buffer.concat(chunks).toString())
      next()
    })
  }
  next()
}

let isReading = false

const endsObject = (chunk: Buffer, length: number) =>
  chunk
    .toString('latin1', Math.max(0, length - 4), length)
    .trimEnd()
    .endsWith('}')

function isJson(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function print(text: string) {
  const bytes = Buffer.from(text)
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written)
  } catch {
    // Nobody listens any more.
  }
}

/** A thread that still waits for input would hold up the exit for ever; another program in our place does not. */
function leave(): never {
  if (isReading && process.execve) {
    try {
      process.execve('/bin/sh', ['sh', '-c', 'exit 0'], {})
    } catch {
      process.kill(process.pid, 'SIGKILL')
    }
  }
  process.exit(0)
}

const PASSED_ON =
  /^(?:HOME|PATH|USER|LOGNAME|LANG|LC_ALL|TMPDIR|XDG_\w+|SSH_AUTH_SOCK|GIT_SSH|GIT_SSH_COMMAND|GIT_CONFIG_\w+|GIT_SSL_CAINFO|(?:https?|all|no)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|CLAUDE_CONFIG_DIR|CLAUDE_CODE_PLUGIN_CACHE_DIR|SystemRoot|USERPROFILE|LOCALAPPDATA|APPDATA|TEMP)$/i

function surroundings(): Surroundings {
  const { env } = process
  const home = env.HOME || homedir()
  const configDir = env.CLAUDE_CONFIG_DIR || join(home, '.claude')
  return {
    home,
    configDir,
    pluginsDir: env.CLAUDE_CODE_PLUGIN_CACHE_DIR || join(configDir, 'plugins'),
    searchPath: env.PATH ?? '',
    claudePid: /^[1-9]\d{0,9}$/.test(env.CLAUDE_PID ?? '') ? Number(env.CLAUDE_PID) : null,
    passedOn: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) =>
        value !== undefined && PASSED_ON.test(name) ? [[name, value]] : [],
      ),
    ),
  }
}
