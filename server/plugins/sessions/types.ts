import type { Session } from '../../claude/types.ts'
import type { Component, Verdict } from '../../reload/types.ts'
import type { Step } from '../types.ts'

/** A file that a session has otherwise than it lies on the disk now. */
export type StaleFile = {
  /** Below the plugin's folder. */
  path: string
  component: Component
  change: 'added' | 'edited' | 'removed'
  /** When the disk got what the session does not have, in epoch milliseconds. */
  changedAt: number
  /** content: it was read before and now; time: only that it changed after the session had read it. */
  by: 'content' | 'time'
  /** The least that brings it into this session, by its driver and version. */
  steps: readonly Step[]
  remedy: string
  verdict: Verdict
}

/** What one running session really has of one plugin. */
export type Holding = {
  session: Session
  plugin: string
  /** The folder that it reads; null where it is not known or there is none. */
  folder: string | null
  /**
   * gone: it runs a folder that is not there any more, or was taken out of use without another; other: it runs another
   * folder than a new session would; absent: it began without this plugin (installed or enabled later).
   */
  state: 'current' | 'stale' | 'other' | 'gone' | 'absent' | 'unknown'
  /** When it read what it has, and by what. */
  asOf: number | null
  by: 'start' | '/reload-skills' | '/reload-plugins' | '/clear' | 'new session' | null
  files: readonly StaleFile[]
  /** The least that makes it current. */
  steps: readonly Step[]
  /** 'It still has 2 files as of 11:02.' */
  sentence: string
  /** What cannot be known: 'unless you have reloaded since'; null when there is evidence. */
  unless: string | null
}
