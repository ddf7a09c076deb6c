import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Evidence, NO_EVIDENCE, type Reloading } from '../../../server/claude/evidence/types.ts'
import { outcomeOf, type Reached } from '../../../server/plugins/receipts/outcome.ts'
import type { Proof } from '../../../server/plugins/receipts/types.ts'

const FOLDER = '/cache/lab/voice/0.2.0'
const OLD = '/cache/lab/voice/0.1.0'
const EDITED = 1_000_000

const skill: Reached = {
  component: 'skill',
  path: 'skills/speak/SKILL.md',
  folder: FOLDER,
  others: [OLD],
  since: EDITED,
  remedy: ['/reload-skills'],
  startedAt: EDITED - 60_000,
  isOnlyOne: true,
}
const agent: Reached = { ...skill, component: 'agent', path: 'agents/critic.md', remedy: ['/reload-plugins', '/clear'] }
const hook: Reached = { ...skill, component: 'hook script', path: 'hooks/remind.mjs', remedy: ['none'] }
const code: Reached = { ...skill, component: 'MCP server code', path: 'mcp/server.mjs', remedy: ['new session'] }
const config: Reached = { ...skill, component: 'MCP config', path: '.mcp.json', remedy: ['/reload-plugins'] }
const theme: Reached = { ...skill, component: 'theme', path: 'themes/night.json', remedy: ['wait'] }

const known: Evidence = { ...NO_EVIDENCE, commands: [], commandsSince: EDITED - 60_000, servers: [] }
const gave = (...commands: [Reloading, number][]): Evidence => ({
  ...known,
  commands: commands.map(([command, after]) => ({ command, at: EDITED + after })),
})
const serves = (after: number, ...paths: string[]): Evidence => ({
  ...known,
  servers: [{ pid: 4711, began: EDITED + after, paths }],
})
const ran = (command: string, after: number): Evidence => ({
  ...known,
  hookCommands: [{ event: 'UserPromptSubmit', command, at: EDITED + after }],
})
const ROOT = `"\${CLAUDE_PLUGIN_ROOT}/hooks/remind.mjs" briefly`

type Expected = [proven: boolean | null, by: Proof | null, after: number | null, sentence: RegExp]

const CASES: Readonly<Record<string, [Reached, Evidence, Expected]>> = {
  'a session that began later': [{ ...skill, startedAt: EDITED + 5 }, NO_EVIDENCE, [true, 'start', 5, /It began at/]],
  'the very command': [skill, gave(['/reload-skills', 9]), [true, 'command', 9, /records \/reload-skills at/]],
  'a command that does more': [skill, gave(['/reload-plugins', 9]), [true, 'command', 9, /\/reload-plugins at/]],
  'a command before the edit': [
    skill,
    gave(['/reload-skills', -9]),
    [false, null, null, /records no \/reload-skills since/],
  ],
  'a command that does less': [
    { ...skill, remedy: ['/reload-plugins'] },
    gave(['/reload-skills', 9]),
    [false, null, null, /no \/reload-plugins since/],
  ],
  'a /clear alone, or /compact': [
    skill,
    gave(['/clear', 5], ['/compact', 9]),
    [false, null, null, /no \/reload-skills/],
  ],
  'no transcript': [skill, { ...NO_EVIDENCE }, [null, null, null, /does not tell whether \/reload-skills/]],
  'a transcript of which the beginning is missing': [
    skill,
    { ...known, commandsSince: EDITED + 100 },
    [null, null, null, /does not tell/],
  ],
  'a command in what is left of such a transcript': [
    skill,
    { ...gave(['/reload-skills', 200]), commandsSince: EDITED + 100 },
    [true, 'command', 200, /records/],
  ],
  'both commands in their order': [
    agent,
    gave(['/reload-plugins', 3], ['/clear', 7]),
    [true, 'command', 7, /\/clear at/],
  ],
  'both commands the wrong way round': [
    agent,
    gave(['/clear', 3], ['/reload-plugins', 7]),
    [false, null, null, /records \/reload-plugins at .*, and no \/clear after it/],
  ],
  'the lease of the new version': [
    { ...skill, remedy: ['/reload-plugins'] },
    {
      ...known,
      leases: [
        { folder: OLD, since: EDITED - 500 },
        { folder: FOLDER, since: EDITED + 11 },
      ],
    },
    [true, 'lease', 11, /took the new folder into use/],
  ],
  'a lease since before the edit, as a sync leaves it': [
    skill,
    { ...known, leases: [{ folder: FOLDER, since: EDITED - 500 }] },
    [false, null, null, /no \/reload-skills/],
  ],
  'a run of the script': [hook, ran(ROOT, 4), [true, 'hook', 4, /records that the script ran/]],
  'a run of the script by its whole path': [hook, ran(`${FOLDER}/hooks/remind.mjs`, 4), [true, 'hook', 4, /ran/]],
  'a run before the edit': [hook, ran(ROOT, -4), [null, null, null, /next run is of the edited file/]],
  'a run of another script': [
    hook,
    ran(`"\${CLAUDE_PLUGIN_ROOT}/hooks/remind.mjs.old"`, 4),
    [null, null, null, /next run/],
  ],
  'a run that may be of another plugin': [{ ...hook, isOnlyOne: false }, ran(ROOT, 4), [null, null, null, /next run/]],
  'a server started later': [
    code,
    serves(6, `${FOLDER}/mcp/server.mjs`),
    [true, 'server', 6, /started at .*, as process 4711/],
  ],
  'a server started before': [
    code,
    serves(-6, `${FOLDER}/mcp/server.mjs`),
    [false, null, null, /process 4711, was started at .* before the edit/],
  ],
  'a server from the version before': [
    code,
    serves(6, `${OLD}/mcp/server.mjs`),
    [false, null, null, /still runs from another folder/],
  ],
  'no server to be seen': [code, known, [null, null, null, /No process of this MCP server/]],
  'no /proc to look into': [code, { ...known, servers: null }, [null, null, null, /No process/]],
  'a server that a changed config started': [
    config,
    serves(6, `${FOLDER}/mcp/server.mjs`),
    [true, 'server', 6, /process 4711/],
  ],
  'a config of a server without a process': [config, gave(['/reload-plugins', 8]), [true, 'command', 8, /records/]],
  'a config that only a new session reads': [
    { ...config, remedy: ['new session'] },
    gave(['/reload-plugins', 8]),
    [false, null, null, /only a new session/],
  ],
  'a session that does not say when it began': [
    { ...config, remedy: ['new session'], startedAt: null },
    known,
    [null, null, null, /does not say when it began/],
  ],
  'what Claude Code notices by itself': [
    theme,
    gave(['/reload-plugins', 1]),
    [null, null, null, /No proof is available/],
  ],
  'what is read at its next use': [{ ...theme, remedy: ['none'] }, known, [null, null, null, /Nothing is to be done/]],
}

for (const [name, [reached, evidence, expected]] of Object.entries(CASES)) {
  test(name, () => {
    const { proven, by, at, sentence } = outcomeOf(reached, evidence)
    assert.deepEqual([proven, by, at === null ? null : at - EDITED], expected.slice(0, 3), sentence)
    assert.match(sentence, expected[3])
  })
}
