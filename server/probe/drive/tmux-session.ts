import { setTimeout as pause } from 'node:timers/promises'
import { endNow, isAlive, processStart } from '../../processes.ts'
import type { Isolated } from './isolated.ts'
import { type Model, textIn } from './model.ts'
import { type Session, SessionFailed, type SessionOptions, type Turn } from './session.ts'
import { openTerminal } from './tmux.ts'
import { answerQuestions } from './tmux-config.ts'
import { answerTo, beginningOf, readScreen, type Screen } from './tmux-screen.ts'

/** How often the screen is looked at, and how long it has to stay the same to be at rest (milliseconds). */
const PACE = 60
const REST = 300
/** So long it has to rest where nothing shows that the message had any effect. */
const LONG_REST = 4_000
/** Recent versions would have a server judge every tool, which is not there. */
const PERMISSIONS = ['--permission-mode', 'default']
const ARMED_AFTER = 5_000
const CLOSED_WITHIN = 5_000

/** An interactive session in a terminal, kept open; resolves when it can be typed into. */
export async function openTmuxSession(
  isolated: Isolated,
  model: Model,
  options: SessionOptions = {},
): Promise<Session> {
  const { args = [], timeout = 60_000 } = options
  answerQuestions(isolated)
  const terminal = await openTerminal(isolated, [...PERMISSIONS, ...args])
  const start = processStart(terminal.pid) ?? ''
  const late = `was not done within ${timeout} ms`

  /** Looks until it is as wanted; rejects with SessionFailed when the program ends first, or time is over. */
  async function until(wanted: (screen: Screen) => boolean, after: string): Promise<Screen> {
    const before = performance.now() + timeout
    while (true) {
      const { text, ended } = await terminal.look().catch(() => ({ text: '', ended: true }))
      const screen = readScreen(text)
      if (!ended && wanted(screen)) return screen
      const wrong = ended ? 'ended' : screen.asks ? 'asks something' : performance.now() > before ? late : null
      if (wrong !== null) throw new SessionFailed(`${after} claude ${wrong}\n${text.replaceAll(/\n{2,}/g, '\n')}`)
      await pause(PACE)
    }
  }

  async function say(text: string): Promise<Turn> {
    const before = model.requests.length
    const beginning = beginningOf(text)
    const after = `After "${text}"`
    // Text and key in one go would be taken for something pasted.
    await terminal.type(text)
    await until(({ prompt }) => prompt?.startsWith(beginning) ?? false, after)
    await terminal.press('Enter')
    await until(({ prompt }) => !prompt?.startsWith(beginning), after)
    const screen = await until(
      atRest((screen) => isAsked(model, before) || isAnswered(text, screen)),
      after,
    )
    const requests = model.requests.slice(before)
    return { requests, received: textIn(requests.map(({ body }) => body)), result: answerTo(text, screen) ?? '' }
  }

  async function close() {
    await terminal.end()
    const patience = performance.now() + CLOSED_WITHIN
    while (isAlive(terminal.pid, start) && performance.now() < patience) await pause(PACE)
    endNow(terminal.pid, start)
  }

  try {
    await until(({ prompt, busy }) => prompt !== null && !busy, 'After its start')
  } catch (error) {
    await close()
    throw error
  }
  const readyAt = performance.now()
  return {
    pid: terminal.pid,
    say,
    watching: () => pause(Math.max(0, readyAt + ARMED_AFTER - performance.now())),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** What Claude Code asks on its own, such as a title for the session, has nothing to do with the message. */
const isAsked = ({ requests }: Model, since: number) => requests.slice(since).some(({ asker }) => asker !== 'side')

/** /clear leaves nothing but its own echo. */
function isAnswered(message: string, screen: Screen): boolean {
  const answer = answerTo(message, screen)
  return answer !== null && (answer !== '' || message === '/clear')
}

/** Wants the screen to be the same for some time: for longer where nothing shows that the message had any effect. */
function atRest(hasEffect: (screen: Screen) => boolean): (screen: Screen) => boolean {
  let last = ''
  let since = performance.now()
  return (screen) => {
    const now = [screen.prompt, ...screen.said].join('\n')
    if (screen.busy || screen.prompt === null || now !== last) since = performance.now()
    last = now
    return performance.now() - since > (hasEffect(screen) ? REST : LONG_REST)
  }
}
