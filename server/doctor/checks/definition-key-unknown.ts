import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'
import type { DefinitionKind } from '../definitions/types.ts'

export const check = defineCheck({
  name: 'definition-key-unknown',
  title: 'A field of a frontmatter is written as another one is meant',
  of: 'definition',
  evidence: measured(
    'In a skill, allowed_tools, allowedTools and tools allow nothing; allowed-tools gives an agent no tools; Description is no description; disableModelInvocation and user_invocable do nothing.',
  ),
  *find({ definition }) {
    const { kind, frontmatter } = definition
    for (const key of Object.keys(frontmatter.fields).slice(0, 100)) {
      const meant = meantBy(kind, key)
      if (meant === null || meant in frontmatter.fields) continue
      yield {
        ...at(definition, key),
        severity: 'warning',
        message: `The field ${key} means nothing to Claude Code.`,
        happens: `It is ignored without a word, as if the ${kind} had no ${meant}.`,
        fix: `Write ${meant} instead.`,
      }
    }
  },
})

const INVOKED = [
  ...['name', 'description', 'allowed-tools', 'argument-hint', 'arguments', 'model', 'effort', 'context', 'agent'],
  ...['disable-model-invocation', 'user-invocable', 'when_to_use', 'hooks', 'paths', 'version'],
]
const FIELDS: Readonly<Record<DefinitionKind, readonly string[]>> = {
  skill: INVOKED,
  command: INVOKED,
  agent: [
    ...['name', 'description', 'tools', 'disallowedTools', 'model', 'effort', 'color', 'permissionMode', 'mcpServers'],
    ...['skills', 'hooks', 'memory', 'background', 'isolation', 'maxTurns', 'initialPrompt'],
  ],
  'output style': ['name', 'description', 'keep-coding-instructions'],
}

/** A field of the same letters with other signs between them, or what the other kind calls it. */
function meantBy(kind: DefinitionKind, key: string): string | null {
  const fields = FIELDS[kind]
  if (fields.includes(key)) return null
  if (kind === 'agent' && plain(key) === 'allowedtools') return 'tools'
  if ((kind === 'skill' || kind === 'command') && plain(key) === 'tools') return 'allowed-tools'
  return fields.find((field) => plain(field) === plain(key)) ?? null
}

const plain = (key: string) => key.toLowerCase().replaceAll(/[^a-z]/g, '')
