import type { ProbeSession } from './types.ts'

/**
 * A session with its first turn behind it, for which another one can be taken. When it is to end, a turn that is under
 * way is not waited for.
 */
export async function holdSession(open: () => Promise<ProbeSession>, signal: AbortSignal) {
  let session = await openOne()
  const end = () => void close().catch(() => {})
  signal.addEventListener('abort', end, { once: true })

  /** It has closed by itself what does not open. */
  async function openOne(): Promise<ProbeSession> {
    signal.throwIfAborted()
    return await open()
  }

  async function renew() {
    await session.close()
    session = await openOne()
    if (signal.aborted) await session.close()
  }

  async function close() {
    signal.removeEventListener('abort', end)
    await session.close()
  }

  if (signal.aborted) end()
  const held = {
    say: (text: string) => session.say(text),
    watching: () => session.watching(),
    renew,
    close,
  }
  try {
    await held.say('hello')
    return held
  } catch (error) {
    await close()
    throw error
  }
}
