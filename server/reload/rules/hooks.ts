import type { Rule } from '../types.ts'
import { loadedWithPlugin } from './loaded-with-plugin.ts'
import { BOTH, EVERY_CHANGE, PLUGIN, PROJECT } from './scope.ts'

/** Hooks, and the manifest, which is read together with them. */
export const hookRules: readonly Rule[] = [
  {
    id: 'hook-script',
    component: 'hook script',
    changes: EVERY_CHANGE,
    modes: [...PLUGIN, ...PROJECT],
    drivers: BOTH,
    versions: '*',
    remedy: ['none'],
    instead: null,
    source: 'measured',
    evidence:
      'Measured with 2.1.329, 2.1.197, 2.1.150, 2.1.100, 2.1.63 and 2.1.0, also for what it imports or sources.',
    confidence: 'high',
    why: "A hook's script is started anew for each event: the next event runs the new one.",
  },
  ...loadedWithPlugin('plugin-hooks', 'hook config', {
    source: 'measured',
    evidence: 'Measured with every version from 2.0.74 to 2.1.329 in the table.',
    confidence: 'high',
    headless: 'measured',
    why: 'Which hooks there are is read when the plugin is loaded.',
  }),
  ...loadedWithPlugin('plugin-manifest', 'manifest', {
    source: 'measured',
    evidence: 'Measured with every version from 2.1.0 to 2.1.329 in the table (inline hooks, component paths).',
    confidence: 'high',
    why: 'The manifest is read when the plugin is loaded.',
  }),
]
