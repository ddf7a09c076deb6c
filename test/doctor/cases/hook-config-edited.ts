import { command, HOOKS, manifest, pretty, settings } from '../hook-files.ts'
import type { Case, Cases } from '../run-case.ts'
import { type Situation, withSession } from '../sessions-of-case.ts'

const edited = (more: Partial<Situation> = {}): Case => ({
  ...command('true'),
  ...withSession({ written: { [HOOKS]: 1 }, ...more }),
})

export const cases: Cases = {
  triggers: {
    'since the session began': { ...edited(), at: [HOOKS], says: /after session \d+ read it/ },
    'since a reload': { ...edited({ reloadedAt: 1.5 }), at: [HOOKS] },
    'in the manifest': {
      plugin: manifest({ hooks: { Stop: [{ hooks: [{ type: 'command', command: 'true' }] }] } }),
      ...withSession({ written: { '.claude-plugin/plugin.json': 1 } }),
      at: ['.claude-plugin/plugin.json'],
    },
  },
  nearMisses: {
    'before it began': edited({ startedAt: 0.5 }),
    'read again since': edited({ reloadedAt: 0.5 }),
    'a session that is gone': edited({ alive: false }),
    'a session of which nothing is known': edited({ transcript: false }),
    'another folder is what is loaded': edited({ loadedElsewhere: true }),
    'of another project': edited({
      plugin: { scope: 'project', records: [{ projectPath: '/elsewhere' }] } as unknown as NonNullable<
        Situation['plugin']
      >,
    }),
    'settings, which are watched': {
      ...edited({ startedAt: 0 }),
      ...settings('Stop', { type: 'command', command: 'true' }),
    },
    'a file without hooks': { plugin: { [HOOKS]: pretty({ hooks: {} }) }, ...withSession({ written: { [HOOKS]: 1 } }) },
  },
}
