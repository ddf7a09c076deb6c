import { join } from 'node:path'
import { fieldOf } from '../../claude/json.ts'
import { fieldsIn, lineOfPath, textOf } from './text-lines.ts'
import type { ManifestFacts } from './types.ts'

export function manifestOf(root: string): ManifestFacts {
  const file = join(root, '.claude-plugin', 'plugin.json')
  const text = textOf(file)
  const fields = fieldsIn(text)
  const of = (key: 'name' | 'version') => {
    const value = fieldOf(fields, key)
    return typeof value === 'string' ? value : null
  }
  const line = (key: string) => (text !== null && fields?.[key] !== undefined ? lineOfPath(text, [key]) : null)
  return {
    file,
    exists: text !== null,
    name: of('name'),
    version: of('version'),
    lines: { name: line('name'), version: line('version') },
  }
}
