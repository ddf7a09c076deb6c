import type { Around, Place, Subject } from '../types.ts'

export async function definitionSubjects(_place: Place, _around: Around): Promise<readonly Subject[]> {
  return []
}
