import { realpathSync } from 'node:fs'
import { sentenceOf } from '../../errors.ts'
import { logLine } from '../log.ts'
import { type LoadedAt, loadedAt } from './at-work.ts'
import { type HookEvent, readEvent } from './event.ts'
import { type History, openHistory } from './history.ts'
import type { Installation, Surroundings } from './installation.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a hook says to Claude Code (null: nothing at all), and what is left to do when it has been said. */
export type Answer = { output: HookOutput | null; afterwards: () => void | Promise<void> }

export type HookOutput = {
  systemMessage?: string
  hookSpecificOutput?: { hookEventName: string; additionalContext: string }
}

/** What every event has at hand. `elapsed` counts from the start of the process, `left` until its deadline (milliseconds). */
export type Circumstance = {
  installation: Installation
  around: Surroundings
  vocabulary: Vocabulary
  elapsed: () => number
  left: () => number
}

export type At<Name extends HookEvent['name']> = Circumstance & {
  event: Extract<HookEvent, { name: Name }>
  history: History
  /** The session's folder by its real name. */
  project: string
  /** Since when the session has the plugins it has; looked up when first asked. */
  loaded: () => LoadedAt | null
}

/** Never rejects: what goes wrong is a line in the log, and the session hears nothing of it. */
export async function answerTo(text: string, circumstance: Circumstance): Promise<Answer> {
  const { stateDir } = circumstance.installation
  try {
    const event = readEvent(text)
    if (event === null) return refused(stateDir, 'was told something that is no event of Claude Code')
    const history = openHistory(stateDir)
    const { around } = circumstance
    const begun = () => (event.session === null ? null : (history.autoload.session(event.session)?.started_at ?? null))
    const loaded = once(() => loadedAt(around.configDir, around.claudePid, event.transcript, begun()))
    return await dispatch(event, { ...circumstance, history, project: realFolder(event.cwd), loaded })
  } catch (error) {
    return refused(stateDir, `did nothing: ${sentenceOf(error)}`)
  }
}

async function dispatch(event: HookEvent, at: Omit<At<never>, 'event'>): Promise<Answer> {
  switch (event.name) {
    case 'UserPromptSubmit':
      return (await import('./prompt.ts')).onPrompt({ ...at, event })
    case 'SessionStart':
      return (await import('./session.ts')).onStart({ ...at, event })
    case 'PostToolUse':
      return (await import('./edit.ts')).onEdit({ ...at, event })
    case 'SessionEnd':
      return {
        output: null,
        afterwards: () => {
          if (event.session !== null) at.history.autoload.endSession(event.session)
        },
      }
  }
}

const refused = (stateDir: string, why: string): Answer => ({
  output: null,
  afterwards: () => logLine(stateDir, 'hook', why),
})

function realFolder(cwd: string): string {
  try {
    return realpathSync(cwd)
  } catch {
    return cwd
  }
}

function once<T>(find: () => T): () => T {
  let found: { value: T } | null = null
  return () => {
    found ??= { value: find() }
    return found.value
  }
}
