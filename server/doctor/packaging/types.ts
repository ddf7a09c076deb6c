import type { Marketplace } from '../../claude/types.ts'
import type { Around, Place } from '../types.ts'

export type PluginSubject = { place: Extract<Place, { kind: 'plugin' }>; around: Around }

export type MarketplaceSubject = { marketplace: Marketplace; around: Around }
