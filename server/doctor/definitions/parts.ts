import { join } from 'node:path'
import type { Look } from '../../claude/disk.ts'
import { readText } from '../../claude/text.ts'
import { type Declared, declaredBy, MANIFEST } from '../../reload/components/declared.ts'
import { filesOf, joinPath } from '../../reload/components/files.ts'
import { fieldsOf, readJson } from '../../reload/components/json.ts'

/** The plugin's name as Claude Code uses it, and where it says its parts lie. */
export type Parts = {
  declared: Declared
  ownName: string | null
  /** The names that the manifest gives to commands, by their files. */
  commandNames: ReadonlyMap<string, string>
  /** Whether the manifest says where skills lie. */
  saysSkills: boolean
}

const LARGEST_MANIFEST = 1024 * 1024

export function partsOf(look: Look, root: string): Parts {
  const file = join(root, MANIFEST)
  const read = readText(file, LARGEST_MANIFEST, look.stat(file))
  const text = read.state === 'text' ? read.text : undefined
  const { name, commands, skills } = fieldsOf(readJson(MANIFEST, text, []))
  return {
    declared: declaredBy(
      filesOf(text === undefined ? [] : [MANIFEST], () => text),
      [],
    ),
    ownName: typeof name === 'string' && /^\S+$/.test(name) ? name : null,
    commandNames: namesIn(fieldsOf(commands)),
    saysSkills: skills !== undefined && skills !== null,
  }
}

function namesIn(commands: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const found = Object.entries(commands).map(([name, entry]): [string | null, string] => {
    const { source } = fieldsOf(entry)
    return [typeof source === 'string' ? joinPath('', source) : null, name]
  })
  return new Map(found.filter((pair): pair is [string, string] => pair[0] !== null))
}
