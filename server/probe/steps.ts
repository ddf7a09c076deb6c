/** The actions that are tried one by one, by the names that the measured rows give them; each one comes on top of those before. */
export const STEPS = {
  turn: '1 next turn',
  wait: '1b after 3s',
  skills: '2 /reload-skills',
  plugins: '3 /reload-plugins',
  force: '3f /reload-plugins --force',
  clear: '4 /clear',
  compact: '5 /compact',
  restart: '6 new session',
  update: '7 plugin update + new session',
  reinstall: '7b uninstall+install + new session',
} as const

export type Step = keyof typeof STEPS

/** The steps in which something is done, from the mildest. */
export const ACTIONS = (Object.keys(STEPS) as Step[]).filter((step) => step !== 'turn' && step !== 'wait')

/** What is said to the session for it. */
export const COMMANDS: Readonly<Partial<Record<Step, string>>> = {
  skills: '/reload-skills',
  plugins: '/reload-plugins',
  force: '/reload-plugins --force',
  clear: '/clear',
  compact: '/compact',
}

export const NEVER = 'none of the steps'
export const NOT_SEEN = 'n/a (baseline not seen)'

/** Whether Claude Code carried a command out: others it does not know, or not here, and says so, or tells the model. */
export const wasRefused = (result: string): boolean =>
  /unknown (slash )?(command|skill)|(isn't|is not|aren't|not) (available|supported)/i.test(result)

/** The actions that are also tried alone, in a session of their own each; the later ones only where /clear is not enough. */
export const ALONE = ['/reload-plugins', '/clear', '/compact'] as const
export const ALONE_THEN_CLEAR = ['/reload-plugins then /clear', '/reload-skills then /clear'] as const

/** Whether it is of interest what an action does alone: where nothing has to be done, it is not. */
export const needsAlone = (least: string): boolean => /^(2|3|3f|4|5|6) /.test(least)
