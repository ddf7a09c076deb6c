/** A command of Claude Code's own that reads files again, or forgets the conversation. */
export type Reloading = '/reload-skills' | '/reload-plugins' | '/clear' | '/compact'

/**
 * What a running session leaves behind of what it really did, from the outside: never a text of the conversation.
 * Times are epoch milliseconds.
 */
export type Evidence = {
  /** Commands that its transcript records as carried out, oldest first; null when there is no transcript to read. */
  commands: readonly { command: Reloading; at: number }[] | null
  /** The cached versions that it says it uses (`.in_use/PID`), and since when. */
  leases: readonly { folder: string; since: number }[]
  /** Processes that it started (MCP servers) with an argument below a folder that was asked about; null without /proc. */
  servers: readonly { pid: number; began: number; paths: readonly string[] }[] | null
  /** Folders that it was started with by --plugin-dir; null where its arguments cannot be seen. */
  pluginDirs: readonly string[] | null
  /** Hooks of plugins that its transcript records as run, by the folder they ran from. */
  hooks: readonly { folder: string; at: number }[]
}
