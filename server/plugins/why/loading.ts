import type { Step } from '../types.ts'

/** Whether Claude Code loads a file of a plugin at all; `steps` lead there where it does not. */
export type Loading = {
  ok: boolean | null
  detail: string
  steps: readonly Step[]
  ground: string | null
  note: string | null
}

export const LOADED = { ok: true, steps: [], ground: null, note: null } as const

export const notLoaded = (detail: string): Loading => ({ ...LOADED, ok: false, detail })
