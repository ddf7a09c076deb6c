import type { Look } from '../../claude/disk.ts'
import type { Around, Place } from '../types.ts'
import { frontmatterFiles } from './frontmatter-files.ts'
import { readSource } from './read-source.ts'
import { hookSources } from './sources.ts'
import type { HookFileSubject } from './types.ts'

/** All files of a place that configure hooks, in the order in which Claude Code reads them. */
export const hookFiles = (look: Look, place: Place, around: Around): readonly HookFileSubject[] => [
  ...hookSources(look, place, around).flatMap((source) => readSource(look, source, place, around) ?? []),
  ...frontmatterFiles(look, place, around),
]
