import type { Case, Files } from './run-case.ts'

export const ROOT = `\${CLAUDE_PLUGIN_ROOT}`
export const HOOKS = 'hooks/hooks.json'
export const GOOD = '#!/bin/sh\nexit 0\n'

type Fields = Readonly<Record<string, unknown>>

/** A plugin whose hooks.json has these hooks of one event: the first handler begins in line 6. */
export const hooks = (event: string, handlers: readonly unknown[], files: Files = {}): Case => ({
  plugin: { [HOOKS]: pretty({ hooks: { [event]: [{ hooks: handlers }] } }), ...files },
})

/** A plugin with one command of an event, in line 6, and the files beside it. */
export const command = (text: string, files: Files = {}, more: Fields = {}, event = 'UserPromptSubmit'): Case =>
  hooks(event, [{ type: 'command', command: text, ...more }], files)

/** A plugin with one command that has a matcher: it begins in line 7. */
export const matched = (event: string, matcher: unknown): Case => ({
  plugin: { [HOOKS]: pretty({ hooks: { [event]: [{ matcher, hooks: [{ type: 'command', command: 'true' }] }] } }) },
})

/** The same in the user's own settings: the first handler begins in line 6. */
export const settings = (event: string, ...handlers: readonly Fields[]): Case => ({
  config: { 'settings.json': pretty({ hooks: { [event]: [{ hooks: handlers }] } }) },
})

export const inProject = (files: Files, ...handlers: readonly Fields[]): Case => ({
  project: { '.claude/settings.json': pretty({ hooks: { Stop: [{ hooks: handlers }] } }), ...files },
})

export const manifest = (fields: Fields): Files => ({
  '.claude-plugin/plugin.json': pretty({ name: 'voice', ...fields }),
})

export const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
