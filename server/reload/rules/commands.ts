import type { Rule } from '../types.ts'
import { BOTH, EVERY_CHANGE, measured, PLUGIN, PROJECT } from './scope.ts'

const plugin = measured('command', PLUGIN)
const own = measured('command', PROJECT)

export const commandRules: readonly Rule[] = [
  {
    id: 'plugin-command-watched',
    component: 'command',
    changes: EVERY_CHANGE,
    modes: ['skills-dir'],
    drivers: BOTH,
    versions: '>=2.1.329',
    remedy: ['wait'],
    instead: null,
    source: 'measured',
    evidence: 'Measured with 2.1.329.',
    confidence: 'medium',
    why: 'The commands of a plugin in the skills folder are watched with that folder: noticed within seconds.',
  },
  {
    ...plugin,
    id: 'plugin-command',
    versions: '>=2.1.197',
    remedy: ['/reload-skills'],
    evidence: 'Measured with 2.1.329 and 2.1.197.',
    why: "A plugin's commands are read when the plugin is loaded and are not watched.",
  },
  {
    ...plugin,
    id: 'plugin-command-by-reload-plugins',
    drivers: ['interactive'],
    versions: '>=2.1.100 <2.1.197',
    remedy: ['/reload-plugins'],
    evidence: 'Measured with 2.1.150 and 2.1.100; /reload-skills came with 2.1.152.',
    why: "A plugin's commands are read when the plugin is loaded and are not watched.",
  },
  {
    ...plugin,
    id: 'plugin-command-headless-restart',
    drivers: ['headless'],
    versions: '<2.1.197',
    remedy: ['new session'],
    source: 'inferred',
    evidence:
      'These versions offer no /reload-plugins without a terminal (tried with 2.1.150, 2.1.100, 2.1.63 and 2.1.0).',
    confidence: 'medium',
    why: 'Without a terminal these versions refuse or do not know the commands that reload a plugin.',
  },
  {
    ...plugin,
    id: 'plugin-command-restart',
    drivers: ['interactive'],
    versions: '<2.1.100',
    remedy: ['new session'],
    evidence: 'Measured with 2.1.63, 2.1.0 and 2.0.74; /reload-plugins came with 2.1.69.',
    why: "These versions read a plugin's commands only when a session starts.",
  },
  {
    ...own,
    id: 'command-watched',
    versions: '>=2.1.63',
    remedy: ['wait'],
    evidence: 'Measured with 2.1.329, 2.1.197, 2.1.150, 2.1.100 and 2.1.63.',
    why: 'The command folders of the project and the user are watched: the edit is noticed within seconds.',
  },
  {
    ...own,
    id: 'command-restart',
    versions: '<2.1.63',
    remedy: ['new session'],
    evidence: 'Measured with 2.1.0 and 2.0.74.',
    why: 'These versions read commands only when a session starts.',
  },
]
