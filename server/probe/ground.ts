import { setTimeout as sleep } from 'node:timers/promises'
import type { Ground } from './climb.ts'
import type { Isolated } from './drive/isolated.ts'
import type { Model } from './drive/model.ts'
import { holdSession } from './held-session.ts'
import { lookAt } from './look.ts'
import { filesOf } from './sample/files.ts'
import type { Part } from './sample/parts.ts'
import type { Stage } from './stage.ts'
import { COMMANDS, type Step, wasRefused } from './steps.ts'
import type { OpenSession } from './types.ts'

export type Surroundings = {
  readonly isolated: Isolated
  readonly model: Model
  readonly open: OpenSession
  readonly signal: AbortSignal
  readonly onStep?: (step: Step) => void
}

/** A scene on stage with a session open in it. */
export async function openGround(parts: readonly Part[], stage: Stage, around: Surroundings) {
  const { isolated, model, signal } = around
  const takes = new Map<string, number>()
  const write = () => stage.write(filesOf(parts, (kind) => takes.get(kind) ?? 0))
  write()
  const session = await holdSession(() => around.open(isolated, model, { args: stage.args }), signal)
  let slowness = 1

  const doing: Readonly<Partial<Record<Step, () => Promise<void>>>> = {
    restart: session.renew,
    ...(stage.update && { update: () => afterwards(stage.update) }),
    ...(stage.reinstall && { reinstall: () => afterwards(stage.reinstall) }),
  }

  /** What `claude plugin` changes is for the next session. */
  async function afterwards(change: Stage['update']) {
    await change?.()
    await session.renew()
  }

  const ground: Ground = {
    now: Date.now,
    pause: (nominal) => sleep(nominal * slowness, undefined, { signal }),
    watching: session.watching,
    async look(kinds, take) {
      signal.throwIfAborted()
      const looking = parts.flatMap((part) => {
        const look = take === 0 ? part.before : part.after(take)
        return look && kinds.includes(part.kind) ? { kind: part.kind, look } : []
      })
      const began = Date.now()
      const seen = await lookAt(session, model, looking)
      slowness = slownessOf(Date.now() - began, looking.length)
      return seen
    },
    async edit(kinds, take) {
      for (const kind of kinds) takes.set(kind, take)
      const at = Date.now()
      write()
      return at
    },
    async act(step) {
      signal.throwIfAborted()
      around.onStep?.(step)
      const command = COMMANDS[step]
      if (command === undefined) return (await doing[step]?.().then(() => true)) ?? false
      const { result, requests } = await session.say(command)
      return !wasRefused(result) && (step === 'compact' || requests.every(({ asker }) => asker === 'side'))
    },
  }
  return { ...ground, close: session.close }
}

/** An idle machine takes a quarter of a second for a turn; waiting gets longer with it, up to four times. */
const slownessOf = (ms: number, looks: number) => Math.min(4, Math.max(1, ms / Math.max(1, looks) / 500))
