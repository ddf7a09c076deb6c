import type { Panel } from '../../panel.ts'
import { byVersion, newestMeasured, plainVersion } from '../../reload/versions.ts'

/** A probe is worth offering: `newest` is the newest version that was measured, by anybody. */
export type ProbeOffer = { readonly version: string; readonly newest: string }

const DISMISSED = 'probe offer dismissed'

/** What the panel offers when the installed `claude` is newer than whatever was measured, until it is dismissed for it. */
export function probeOffer({ survey, results, store }: Panel): ProbeOffer | null {
  const { program } = survey.inventory()
  if (program === null || program === 'unknown') return null
  const here = results.rows().map(({ version }) => version)
  return offerOf(program.version, here, store.setting(DISMISSED))
}

/** `here`: the versions that were measured on this machine. */
export function offerOf(installed: string, here: readonly string[], dismissed: string | null): ProbeOffer | null {
  const version = plainVersion(installed)
  const newest = here.reduce((most, one) => (byVersion(one, most) > 0 ? one : most), newestMeasured)
  if (version === null || byVersion(version, newest) <= 0 || version === dismissed) return null
  return { version, newest }
}

/** Another version is offered again. */
export function dismissOffer(panel: Panel) {
  const offer = probeOffer(panel)
  if (offer) panel.store.putSetting(DISMISSED, offer.version)
  panel.live.publish('claude')
}
