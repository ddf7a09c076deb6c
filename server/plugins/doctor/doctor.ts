import { examinePlace, examineTogether } from '../../doctor/examine.ts'
import type { Examined, Finding } from '../../doctor/types.ts'
import type { Panel } from '../../panel.ts'
import { aroundOf, placesOf } from './places.ts'

export type Doctor = ReturnType<typeof openDoctor>

/** What each place held when it was last looked at, and what is wrong there and between them. */
export type Diagnosis = { places: readonly Examined[]; findings: readonly Finding[] }

/** Examines everything there is, and knows what it found. */
export function openDoctor(panel: Pick<Panel, 'config' | 'survey' | 'live' | 'store'>) {
  return {
    /** Looks at what changed since the last time. */
    async diagnose(): Promise<Diagnosis> {
      const around = aroundOf(panel)
      const places = await Promise.all(placesOf(panel).map((place) => examinePlace(place, around)))
      const together = await examineTogether(places, around)
      return { places, findings: [...places.flatMap(({ findings }) => findings), ...together] }
    },
  }
}
