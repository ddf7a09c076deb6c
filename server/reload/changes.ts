import { parse } from 'yaml'
import type { Change, Component, Edit, Part } from './types.ts'

const LONGEST_TEXT = 1_000_000
const LONGEST_FRONTMATTER = 64_000

/**
 * What happened to a file, from its text before and after; undefined where there was no file. A file whose description
 * and whose text changed gives two edits: ask `strongest` for the one that counts. Equal texts give none.
 * For a file that is not text, pass any two different strings.
 */
export function editsOf(component: Component, before: string | undefined, after: string | undefined): readonly Edit[] {
  if (before === after) return []
  if (before === undefined) return [{ component, change: 'added' }]
  if (after === undefined) return [{ component, change: 'removed' }]
  if (Math.max(before.length, after.length) > LONGEST_TEXT) return [{ component, change: 'edited' }]
  if (component === 'settings') return settingsEdits(before, after)
  return textChanges(component, before, after).map((change) => ({ component, change }))
}

/**
 * As much of a text as it takes to say what an edit of it is: its frontmatter and, made by `mark`, a sign of the rest.
 * Two outlines give the same edits as their texts. Null for a text without frontmatter.
 */
export function outlineOf(text: string, mark: (body: string) => string): string | null {
  const { frontmatter, body } = split(text)
  return frontmatter === '' ? null : `---\n${frontmatter}---\n${mark(body)}`
}

function textChanges(component: Component, before: string, after: string): readonly Change[] {
  const told = TOLD_BEFOREHAND[component]
  if (!told) return ['edited']
  const [old, fresh] = [split(before), split(after)]
  const names = old.frontmatter === fresh.frontmatter ? [] : changedNames(old.frontmatter, fresh.frontmatter, told)
  const edited = old.body !== fresh.body || names.some((name) => !told.includes(name) || BOTH_WAYS.includes(name))
  if (!names.some((name) => told.includes(name))) return ['edited']
  return edited ? ['description', 'edited'] : ['description']
}

/** With a frontmatter that cannot be read Claude Code ignores all of it: then everything in it counts as changed. */
function changedNames(old: string, fresh: string, told: readonly string[]): readonly string[] {
  const [before, after] = [readFields(old), readFields(fresh)]
  return before && after ? changedKeys(before, after) : [...told, 'anything else']
}

/** What Claude is told of it before it is used: the lists of skills and agents. */
const TOLD_BEFOREHAND: Partial<Record<Component, readonly string[]>> = {
  skill: ['name', 'description', 'when_to_use', 'disable-model-invocation'],
  command: ['name', 'description', 'when_to_use', 'disable-model-invocation'],
  agent: ['name', 'description', 'tools', 'disallowedTools'],
}

/** An agent's tools are announced, and they also decide what it may do. */
const BOTH_WAYS: readonly string[] = ['name', 'tools', 'disallowedTools']

type Fields = Readonly<Record<string, unknown>>

function split(text: string): { frontmatter: string; body: string } {
  const found = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?<=\n)---[ \t]*(?:\r?\n|$)/.exec(text)
  return found ? { frontmatter: found[1] ?? '', body: text.slice(found[0].length) } : { frontmatter: '', body: text }
}

function readFields(yaml: string): Fields | null {
  if (yaml.length > LONGEST_FRONTMATTER) return null
  try {
    return asFields(parse(yaml, { maxAliasCount: 20, logLevel: 'error', uniqueKeys: false }) ?? {})
  } catch {
    return null
  }
}

function settingsEdits(before: string, after: string): readonly Edit[] {
  const [old, fresh] = [readJson(before), readJson(after)]
  const whole: Edit = { component: 'settings', change: 'edited' }
  if (!old || !fresh) return [whole]
  const parts = new Set(changedKeys(old, fresh).map((key) => SETTINGS_PARTS.get(key)))
  const edits = [...parts].map((part) => (part ? { ...whole, part } : whole))
  return edits.length > 0 ? edits : [whole]
}

const SETTINGS_PARTS: ReadonlyMap<string, Part> = new Map([
  ['outputStyle', 'read at start'],
  ['model', 'read at start'],
  ['effortLevel', 'read at start'],
  ['enabledPlugins', 'enabledPlugins'],
])

function readJson(text: string): Fields | null {
  try {
    return asFields(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch {
    return null
  }
}

const asFields = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null

function changedKeys(old: Fields, fresh: Fields): readonly string[] {
  const names = new Set([...Object.keys(old), ...Object.keys(fresh)])
  return [...names].filter((name) => JSON.stringify(old[name]) !== JSON.stringify(fresh[name]))
}
