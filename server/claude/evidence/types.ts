/** A command of Claude Code's own that reads files again, or forgets the conversation. */
export type Reloading = '/reload-skills' | '/reload-plugins' | '/clear' | '/compact'

/**
 * What a running session leaves behind of what it really did, from the outside: never a text of the conversation.
 * Times are epoch milliseconds.
 */
export type Evidence = {
  /** Commands that its transcript records as carried out, oldest first; null when there is no transcript to read. */
  commands: readonly { command: Reloading; at: number }[] | null
  /**
   * From when on the commands are known without a gap, so that one that is not there was not given. null: one may be
   * missing (no transcript, or a version whose transcript is lost sight of after a /clear).
   */
  commandsSince: number | null
  /** The cached versions that it says it uses (`.in_use/PID`), and since when. */
  leases: readonly { folder: string; since: number }[]
  /** Processes that it started (MCP servers) with an argument below a folder that was asked about; null without /proc. */
  servers: readonly { pid: number; began: number; paths: readonly string[] }[] | null
  /** Folders that it was started with by --plugin-dir; null where its arguments cannot be seen. */
  pluginDirs: readonly string[] | null
  /** Hooks of plugins that its transcript records as run, by the folder they ran from. */
  hooks: readonly { folder: string; at: number }[]
  /**
   * Hooks that its transcript records as run, by the command as it is written in the hook config. Claude Code records
   * those that say something or fail, and every one of Stop; not the folder, which it writes as ${CLAUDE_PLUGIN_ROOT}.
   */
  hookCommands: readonly { event: string; command: string; at: number }[]
  /** Skills that were used, by the folder they were read from, as far as it lies below one that was asked about. */
  skills: readonly { folder: string; at: number }[]
}

/** What was looked for without a trace of anything. */
export const NO_EVIDENCE: Evidence = {
  commands: null,
  commandsSince: null,
  leases: [],
  servers: null,
  pluginDirs: null,
  hooks: [],
  hookCommands: [],
  skills: [],
}
