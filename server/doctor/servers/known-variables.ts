import { join } from 'node:path'
import type { Look } from '../../claude/disk.ts'
import { fieldOf, isObject, LARGEST_WRITTEN } from '../../claude/json.ts'
import { settingsFiles } from '../../claude/settings.ts'
import type { FileText } from '../../claude/text.ts'
import { MANIFEST } from '../../reload/components/declared.ts'
import type { Around, Place } from '../types.ts'
import type { ServerSubject } from './types.ts'

/** What is set where Hotplug runs, what settings set for Claude Code, and what it sets itself for plugins alone. */
export function variablesAround(place: Place, { config }: Around, look: Look): ServerSubject['variables'] {
  const projects = [place.kind === 'project' ? place.root : config.project]
  const set = settingsFiles(look, { ...config, projects }).flatMap(({ file }) =>
    keysOf(look.file(file, LARGEST_WRITTEN, asText), 'env'),
  )
  if (place.kind !== 'plugin') return { known: new Set([...config.variables, ...set]), options: new Set() }
  const options = keysOf(look.file(join(place.root, MANIFEST), LARGEST_WRITTEN, asText), 'userConfig')
  return { known: new Set([...config.variables, ...set, ...OF_PLUGINS]), options: new Set(options) }
}

export const asText = (content: FileText) => content

const OF_PLUGINS = ['CLAUDE_PLUGIN_ROOT', 'CLAUDE_PLUGIN_DATA', 'CLAUDE_PROJECT_DIR']

function keysOf(content: FileText, key: string): readonly string[] {
  if (content.state !== 'text') return []
  try {
    const found = fieldOf(JSON.parse(content.text.replace(/^\uFEFF/, '')), key)
    return isObject(found) ? Object.keys(found) : []
  } catch {
    return []
  }
}
