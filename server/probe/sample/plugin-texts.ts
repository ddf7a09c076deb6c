import { markOf } from './marks.ts'
import { added, agent, type Part, removed, replaced, skillTool, slash, TURN } from './parts.ts'
import { addedUpTo, agentFile, all, command, leftAt, outputStyle, skill } from './texts.ts'

const SKILLS = 'plugin/skills'
const COMMANDS = 'plugin/commands'
const AGENTS = 'plugin/agents'
/** In front of everything that the sample plugin brings, as Claude Code names it. */
const OWN = 'sample:'

const spoken = (name: string) => slash(`${OWN}${name}`)
/** What is listed are descriptions; what is said by its name brings its text. */
const newSkills = (kind: string, textOf: (mark: string) => readonly [string, string]) => (take: number) =>
  all(addedUpTo(kind, take).map(({ name, mark }) => skill(SKILLS, name, ...textOf(mark))))

/** Skills and commands of a plugin. */
export const pluginSkills: readonly Part[] = [
  {
    ...replaced('skill-desc', TURN),
    scene: 'skills',
    files: (take) => skill(SKILLS, 'described', `About ${markOf('skill-desc', take)}.`, 'Be brief.'),
  },
  {
    ...replaced('skill-body(/slash)', spoken('spoken')),
    scene: 'skills',
    files: (take) => skill(SKILLS, 'spoken', 'One.', `Say ${markOf('skill-body(/slash)', take)}.`),
  },
  {
    ...replaced('skill-body(Skill tool)', skillTool(`${OWN}called`)),
    scene: 'skills',
    files: (take) => skill(SKILLS, 'called', 'Two.', `Say ${markOf('skill-body(Skill tool)', take)}.`),
  },
  {
    ...added('skill-new(listed)', () => TURN),
    scene: 'skills',
    files: newSkills('skill-new(listed)', (mark) => [`About ${mark}.`, 'Be brief.']),
  },
  {
    ...added('skill-new(/slash)', spoken),
    scene: 'skills',
    files: newSkills('skill-new(/slash)', (mark) => ['New.', `Say ${mark}.`]),
  },
  {
    ...removed('skill-deleted', spoken),
    scene: 'skills',
    files: (take) =>
      all(leftAt('skill-deleted', take).map(({ name, mark }) => skill(SKILLS, name, 'Three.', `Say ${mark}.`))),
  },
  {
    ...replaced('command-body', spoken('ordered')),
    scene: 'hooks',
    files: (take) => command(COMMANDS, 'ordered', `Say ${markOf('command-body', take)}.`),
  },
  {
    ...added('command-new', spoken),
    scene: 'hooks',
    files: (take) =>
      all(addedUpTo('command-new', take).map(({ name, mark }) => command(COMMANDS, name, `Say ${mark}.`))),
  },
  {
    ...removed('command-deleted', spoken),
    scene: 'hooks',
    files: (take) =>
      all(leftAt('command-deleted', take).map(({ name, mark }) => command(COMMANDS, name, `Say ${mark}.`))),
  },
]

/** Agents of a plugin, its output style, and the commands that its manifest points at. */
export const pluginAgents: readonly Part[] = [
  {
    ...replaced('agent-desc', TURN),
    scene: 'agents',
    files: (take) => agentFile(AGENTS, 'announced', `Knows ${markOf('agent-desc', take)}.`, 'Be brief.'),
  },
  {
    ...replaced('agent-body', agent(`${OWN}told`)),
    scene: 'agents',
    files: (take) => agentFile(AGENTS, 'told', 'Knows one.', `Say ${markOf('agent-body', take)}.`),
  },
  {
    ...added('agent-new', (name) => agent(`${OWN}${name}`)),
    scene: 'agents',
    files: (take) =>
      all(addedUpTo('agent-new', take).map(({ name, mark }) => agentFile(AGENTS, name, 'Knows two.', `Say ${mark}.`))),
  },
  {
    ...replaced('output-style(active)', TURN),
    scene: 'agents',
    files: (take) => outputStyle('plugin/output-styles', 'worded', `Write ${markOf('output-style(active)', take)}.`),
    json: () => ({ 'project/.claude/settings.json': { outputStyle: `${OWN}worded` } }),
  },
  {
    ...added('plugin.json(commands path)', spoken),
    scene: 'agents',
    files: () =>
      all(
        addedUpTo('plugin.json(commands path)', 3).map(({ name, mark }) =>
          command(`plugin/more/${name}`, name, `Say ${mark}.`),
        ),
      ),
    json: (take) => ({
      'plugin/.claude-plugin/plugin.json':
        take === 0
          ? {}
          : { commands: addedUpTo('plugin.json(commands path)', take).map(({ name }) => `./more/${name}`) },
    }),
  },
]
