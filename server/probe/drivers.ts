import { openSession } from './drive/session.ts'
import { openTmuxSession } from './drive/tmux-session.ts'
import type { OpenSession, ProbeDriver } from './types.ts'

/** How each driver opens a session. */
export const drivers: Readonly<Record<ProbeDriver, OpenSession>> = {
  stream: async (...args) => openSession(...args),
  tui: openTmuxSession,
}
