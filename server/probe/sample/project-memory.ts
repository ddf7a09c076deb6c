import { markOf } from './marks.ts'
import { added, agent, type Part, replaced, TURN } from './parts.ts'
import { addedUpTo, agentFile, all, lines } from './texts.ts'

const CLAUDE = 'project/.claude'
const AGENTS = `${CLAUDE}/agents`

/** Agents of the project and of the user, and what Claude is told of the project. */
export const projectMemory: readonly Part[] = [
  {
    ...replaced('project agent-desc', TURN),
    scene: 'memory',
    files: (take) => agentFile(AGENTS, 'announced', `Knows ${markOf('project agent-desc', take)}.`, 'Be brief.'),
  },
  {
    ...replaced('project agent-body', agent('told')),
    scene: 'memory',
    files: (take) => agentFile(AGENTS, 'told', 'Knows one.', `Say ${markOf('project agent-body', take)}.`),
  },
  {
    ...added('project agent-new', agent),
    scene: 'memory',
    files: (take) =>
      all(
        addedUpTo('project agent-new', take).map(({ name, mark }) =>
          agentFile(AGENTS, name, 'Knows two.', `Say ${mark}.`),
        ),
      ),
  },
  {
    ...replaced('user agent-desc', TURN),
    scene: 'user',
    files: (take) => agentFile('config/agents', 'own', `Knows ${markOf('user agent-desc', take)}.`, 'Be brief.'),
  },
  {
    ...replaced('CLAUDE.md', TURN),
    scene: 'memory',
    files: (take) => ({ 'project/CLAUDE.md': lines(`Remember ${markOf('CLAUDE.md', take)}.`, '', '@notes.md') }),
  },
  {
    ...replaced('CLAUDE.md @import', TURN),
    scene: 'settings',
    files: (take) => ({
      'project/CLAUDE.md': lines('Remember this:', '', '@notes.md'),
      'project/notes.md': lines(`Remember ${markOf('CLAUDE.md @import', take)}.`),
    }),
  },
  {
    ...replaced('user CLAUDE.md', TURN),
    scene: 'user',
    files: (take) => ({ 'config/CLAUDE.md': lines(`Remember ${markOf('user CLAUDE.md', take)}.`) }),
  },
  {
    ...replaced('.claude/rules/*.md', TURN),
    scene: 'memory',
    files: (take) => ({ [`${CLAUDE}/rules/one.md`]: lines(`Remember ${markOf('.claude/rules/*.md', take)}.`) }),
  },
  {
    ...added('.claude/rules new file', () => TURN),
    scene: 'memory',
    files: (take) =>
      all(
        addedUpTo('.claude/rules new file', take).map(({ name, mark }) => ({
          [`${CLAUDE}/rules/${name}.md`]: lines(`Remember ${mark}.`),
        })),
      ),
  },
  {
    ...added('CLAUDE.md new', () => TURN),
    scene: 'bare',
    once: true,
    files: (take) => (take === 0 ? {} : { 'project/CLAUDE.md': lines(`Remember ${markOf('CLAUDE.md new', take)}.`) }),
  },
  {
    kind: 'CLAUDE.md deleted',
    scene: 'style',
    once: true,
    before: { way: TURN, mark: markOf('CLAUDE.md deleted', 0) },
    after: () => ({ way: TURN, mark: markOf('CLAUDE.md deleted', 0), gone: 'from all of it' }),
    files: (take) => (take === 0 ? { 'project/CLAUDE.md': lines(`Remember ${markOf('CLAUDE.md deleted', 0)}.`) } : {}),
  },
]
