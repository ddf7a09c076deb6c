import { decideModes } from '../../server/plugins/modes/decide.ts'
import type { ModeFacts, ModePlan, ModesModel } from '../../server/plugins/modes/types.ts'
import { marketplaceCanMove, skillsDirLoads, versionLinkStays } from '../../server/reload/dev-modes.ts'
import * as samples from './samples.ts'

const VERSION = '2.1.329'

const FACTS: ModeFacts = {
  ...{ id: 'voice@lab', name: 'voice', marketplace: 'lab', version: VERSION, program: true, loaded: 'cache' },
  ...{ enabled: true, alsoInstalled: [], elsewhere: ['/home/ada/site'], inCache: true, isFolder: true },
  ...{ overlaps: false, gone: null, options: true, marketplaceKind: 'github', switched: null },
  source: { path: '/home/ada/dev/lab/plugins/voice', manifest: 'voice' },
  record: {
    ...{ scope: 'user', projectPath: null, version: '0.1.0' },
    installPath: '/home/ada/.claude/plugins/cache/lab/voice/0.1.0',
  },
  skills: { path: '/home/ada/.claude/skills/voice', taken: null },
  move: { folder: '/home/ada/dev/lab', former: 'acme/lab', others: ['song@lab', 'drum@lab'] },
  watch: { wanted: false, impossible: null },
  abilities: {
    link: versionLinkStays(VERSION),
    skills: skillsDirLoads(VERSION),
    move: marketplaceCanMove(VERSION),
    inPlace: { can: true, why: '' },
  },
  components: ['skill', 'command', 'agent', 'hook script', 'MCP server code'],
}

export function overview(changes: Partial<ModeFacts> = {}): ModesModel {
  const facts = { ...FACTS, ...changes }
  const options = decideModes(facts)
  const current = options.find(({ isCurrent }) => isCurrent) ?? null
  const switched = facts.switched ? samples.action(facts.switched.action) : null
  return { shell: samples.shell(), plugin: samples.plugin(facts.id), facts, options, current, switched, plan: null }
}

export function planned(mode: ModePlan['to'], changes: Partial<ModePlan> = {}): ModesModel {
  const model = overview()
  const option = model.options.find((one) => one.mode === mode)
  if (!option) throw new Error(mode)
  const plan: ModePlan = {
    ...{ id: 'voice@lab', from: 'copy', to: mode, becomes: 'voice@skills-dir', steps: option.steps ?? [] },
    ...{ takesBack: null, first: samples.action(3), option, after: ['/reload-plugins', 'new session'] },
    sessions: [
      {
        ...{ pid: 4711, alive: true, sessionId: null, cwd: '/home/ada/dev/site', version: VERSION },
        ...{ startedAt: samples.NOW - 60_000, status: 'idle', driver: 'interactive' },
      },
    ],
    ...{ locks: ['voice@lab'], fingerprint: '0123456789abcdef' },
    ...changes,
  }
  return { ...model, plan }
}
