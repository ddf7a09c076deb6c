import { html } from 'hono/html'
import type { Meaning } from '../server/doctor/hooks/matcher.ts'
import type { Effect, HookOwner, HookType } from '../server/doctor/hooks/types.ts'
import type { ShownHook } from '../server/plugins/doctor/hooks/types.ts'
import { type Content, join, mark, visible } from './html.ts'
import * as urls from './urls.ts'

/** When each event happens, as a sentence without its end. */
export const EVENT_WORDS: Readonly<Record<string, string>> = {
  Setup: 'Before a session that was started with --init or --maintenance',
  SessionStart: 'When a session begins, is resumed, cleared or compacted',
  InstructionsLoaded: 'When a CLAUDE.md or a rule was loaded',
  UserPromptSubmit: 'When a prompt is sent, before Claude reads it',
  UserPromptExpansion: 'When a slash command becomes a prompt',
  PreToolUse: 'Before a tool is used',
  PermissionRequest: 'When a person is about to be asked for permission',
  PermissionDenied: 'When a tool was not permitted',
  PostToolUse: 'After a tool was used',
  PostToolUseFailure: 'After a tool failed',
  PostToolBatch: 'After all tools of one answer were used',
  Notification: 'When Claude Code wants to be noticed',
  MessageDisplay: 'When a message is shown',
  SubagentStart: 'When a subagent begins',
  SubagentStop: 'When a subagent is done',
  TaskCreated: 'When a task is created',
  TaskCompleted: 'When a task is completed',
  TeammateIdle: 'When a teammate has nothing to do',
  Stop: 'When Claude has answered',
  StopFailure: 'When an answer failed',
  PreCompact: 'Before the conversation is compacted',
  PostCompact: 'After the conversation was compacted',
  Elicitation: 'When an MCP server asks the user something',
  ElicitationResult: 'When such a question was answered',
  ConfigChange: 'When settings or skills changed',
  CwdChanged: 'When the folder of the session changed',
  DirectoryAdded: 'When a folder was added to the session',
  FileChanged: 'When a watched file changed',
  WorktreeCreate: 'When a worktree is to be made',
  WorktreeRemove: 'When a worktree is to be removed',
  PreModelSwitch: 'Before another model is used',
  PostModelSwitch: 'After another model was chosen',
  SessionEnd: 'When a session ends',
}

const TYPE_WORDS: Readonly<Record<HookType, string>> = {
  command: 'command',
  http: 'http',
  prompt: 'prompt',
  agent: 'agent',
  mcp_tool: 'MCP tool',
}

export const typeWord = (type: string | null): Content =>
  type === null ? 'no type' : visible(Object.hasOwn(TYPE_WORDS, type) ? TYPE_WORDS[type as HookType] : type)

export const effectMark = (effect: Effect, when = true): Content => {
  if (effect.state === 'in effect')
    return effect.when && when ? mark('live', 'In effect at times') : mark('live', 'In effect')
  return mark('not-loaded', effect.state === 'unknown' ? 'Not known' : 'Not in effect')
}

/** Of a hook that only its plugin's source has, or only the copy that is loaded, and where that is put right. */
export function copyWords({ onlyIn, hook: { owner } }: ShownHook): Content {
  if (onlyIn === null || owner.kind === 'settings' || owner.plugin === null) return null
  const plugin = (words: string) => html`<a href="${urls.plugin(owner.plugin ?? '')}">${words}</a>`
  if (onlyIn === 'source') return plugin('Sync the plugin')
  return html`In the loaded copy only: it runs until ${plugin('the plugin is synced')}.`
}

/** 'from voice@lab', with a link where there is one to follow. */
export function ownerWords(owner: HookOwner): Content {
  if (owner.kind === 'plugin') return html`<a href="${urls.plugin(owner.plugin)}">${visible(owner.plugin)}</a>`
  if (owner.kind === 'settings') return `${LAYERS[owner.layer]} settings`
  const of = owner.plugin !== null && html` of <a href="${urls.plugin(owner.plugin)}">${visible(owner.plugin)}</a>`
  return html`${owner.kind} <a href="${urls.definitions({ q: owner.name })}">${visible(owner.name)}</a>${of}`
}

const LAYERS = { user: 'your', project: 'the project’s', local: 'your local', managed: 'the administrator’s' }

/** What a matcher means, beside the matcher itself. */
export function meaningWords(meaning: Meaning): Content {
  if (meaning.how === 'everything') return 'always'
  if (meaning.how === 'ignored') return 'always: this event has nothing to match'
  if (meaning.how === 'invalid') return 'never: it is no valid regular expression'
  if (meaning.how === 'pattern') return 'by a regular expression, anywhere in it'
  if (meaning.names.length === 0) return 'never: it names nothing'
  return html`exactly ${join(
    meaning.names.map((name) => html`<b>${visible(name)}</b>`),
    ' or ',
  )}`
}

/** '600 s, assumed' */
export function timeoutWords({ timeout, hook }: ShownHook): Content {
  if (timeout === null) return null
  const amount = `${timeout.seconds.toLocaleString('en')} s`
  if (hook.handler.async === true) return html`${amount}, not waited for`
  return timeout.assumed ? html`${amount} <i>default</i>` : amount
}
