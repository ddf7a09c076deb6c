import { parseDocument } from 'yaml'
import { HotplugError } from '../../errors.ts'
import type { DefinitionKind } from './types.ts'

/**
 * The text without what its frontmatter would have started. An agent's own MCP servers are started by 2.1.100, whatever
 * it is told (measured); they say nothing in its prompt.
 */
export function withoutServers(text: string, kind: DefinitionKind): string {
  const parts = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*(?:\r?\n|$)[\s\S]*)/m.exec(text)
  if (kind !== 'agent' || !parts || !/\b(?:mcpServers|hooks)\b/.test(parts[2] ?? '')) return text
  const [, opening = '', yaml = '', rest = ''] = parts
  const document = parseDocument(yaml, { logLevel: 'error' })
  if (document.errors.length > 0)
    throw new HotplugError(
      422,
      'Its frontmatter is not valid YAML and names servers or hooks, so it cannot be tried without starting them.',
      'Correct the frontmatter first.',
    )
  for (const key of ['mcpServers', 'hooks']) document.delete(key)
  return `${opening}${document.toString()}${rest}`
}
