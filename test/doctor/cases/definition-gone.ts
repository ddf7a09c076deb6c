import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Session } from '../../../server/claude/types.ts'
import type { Case, Cases, Folders } from '../run-case.ts'

const TEXT = '---\ndescription: Says it.\n---\nSay it.\n'
const SESSION = '0f3d1c52-6a0f-4f2e-9c7f-3f1a1c5e2b10'
const BEGAN = Date.parse('2026-11-20T20:00:00Z')

/** A session that was told of these; `later` are further lines of its transcript. */
const told = (names: readonly string[], { agents = [] as string[], later = [] as object[], cwd = '' } = {}): Case => ({
  around: ({ project }) => ({ sessions: [session(cwd || project)] }),
  prepare: (folders) =>
    writeTranscript(folders, cwd || folders.project, [
      {
        attachment: {
          type: 'agent_listing_delta',
          addedTypes: [...agents, 'Explore'],
          builtInTypes: ['Explore'],
          removedTypes: [],
        },
      },
      { attachment: { type: 'skill_listing', names } },
      ...later,
    ]),
})

const session = (cwd: string): Session => ({
  pid: 2 ** 30,
  alive: true,
  sessionId: SESSION,
  cwd,
  version: '2.1.329',
  startedAt: BEGAN,
  status: 'idle',
  driver: 'headless',
})

function writeTranscript({ config }: Folders, cwd: string, lines: readonly object[]) {
  const folder = join(config, 'projects', cwd.replaceAll(/[^a-zA-Z0-9]/g, '-'))
  mkdirSync(folder, { recursive: true })
  const stamped = lines.map((line) =>
    JSON.stringify({ type: 'attachment', timestamp: '2026-11-20T20:00:01.000Z', ...line }),
  )
  writeFileSync(join(folder, `${SESSION}.jsonl`), `${stamped.join('\n')}\n{"cut off`)
}

export const cases: Cases = {
  triggers: {
    'a skill of a plugin': {
      plugin: { 'skills/say/SKILL.md': TEXT },
      ...told(['voice:say', 'voice:sing', 'dataviz']),
      at: [''],
      says: /voice:sing/,
    },
    'an agent of a plugin': {
      plugin: { 'skills/say/SKILL.md': TEXT },
      ...told(['voice:say'], { agents: ['voice:critic'] }),
      at: [''],
      says: /agent voice:critic/,
    },
    'a skill of the user': {
      config: { 'skills/say/SKILL.md': TEXT },
      ...told(['aloud', 'say', 'dataviz']),
      at: ['config'],
      says: /skill aloud/,
    },
    'one that is too deep now': {
      plugin: { 'skills/say/SKILL.md': TEXT, 'skills/x/sing/SKILL.md': TEXT },
      ...told(['voice:say', 'voice:sing']),
      at: [''],
    },
  },
  nearMisses: {
    'all are there': {
      plugin: { 'skills/say/SKILL.md': TEXT, 'agents/critic.md': '---\nname: critic\ndescription: d\n---\nx\n' },
      ...told(['voice:say', 'dataviz'], { agents: ['voice:critic'] }),
    },
    'one of Claude Code’s own that nobody knows yet': {
      config: { 'skills/say/SKILL.md': TEXT },
      ...told(['say', 'brand-new']),
    },
    'one of Claude Code’s own before a plugin’s': {
      plugin: { 'skills/say/SKILL.md': TEXT },
      ...told(['brand-new', 'voice:say']),
    },
    'of a plugin that nobody knows': {
      plugin: { 'skills/say/SKILL.md': TEXT },
      ...told(['voice:say', 'other:sing', 'voice:say']),
    },
    'of another project': {
      config: { 'skills/say/SKILL.md': TEXT },
      ...told(['theirs', 'say'], { cwd: '/somewhere/else' }),
    },
    'it read its skills again': {
      plugin: { 'skills/say/SKILL.md': TEXT },
      ...told(['voice:say', 'voice:sing'], {
        later: [{ type: 'system', subtype: 'local_command', content: '<command-name>/reload-skills</command-name>' }],
      }),
    },
    'from before it began': {
      plugin: { 'skills/say/SKILL.md': TEXT },
      ...told(['voice:say'], {
        later: [{ timestamp: '2026-11-20T19:00:00Z', attachment: { type: 'skill_listing', names: ['voice:sing'] } }],
      }),
    },
  },
}
