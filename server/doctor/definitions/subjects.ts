import { openDisk } from '../../claude/disk.ts'
import type { Around, Place, Subject } from '../types.ts'
import { define } from './define.ts'
import { candidatesIn } from './find.ts'

/** Every skill, command, agent and output style of a place, also what Claude Code does not discover there, and why. */
export async function definitionSubjects(place: Place, around: Around): Promise<readonly Subject[]> {
  const look = openDisk().look()
  return candidatesIn(look, place, around).map((candidate) => ({
    of: 'definition' as const,
    value: { definition: define(look, place, candidate), around },
  }))
}
