/** What the generated hook was told about the installation it belongs to; esbuild writes it into the bundle. */
export type Installation = {
  version: string
  stateDir: string
  /** The folder with `prompt.json` and `project.json`. */
  folder: string
  node: string
  main: string
  /** The program that `HOTPLUG_CLAUDE` named; null: the first on the search path. */
  claudePath: string | null
  managedSettings: string
}

/** Where a hook runs, from the environment that Claude Code gives it. */
export type Surroundings = {
  home: string
  configDir: string
  pluginsDir: string
  searchPath: string
  /** The Claude Code process that asked. */
  claudePid: number | null
  /** What an install in the background is told, and nothing else. */
  passedOn: Readonly<Record<string, string>>
}
