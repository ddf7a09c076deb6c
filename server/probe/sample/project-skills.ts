import { markOf } from './marks.ts'
import { added, type Part, removed, replaced, skillTool, slash, TURN } from './parts.ts'
import { addedUpTo, all, command, leftAt, skill } from './texts.ts'

const CLAUDE = 'project/.claude'
const SKILLS = `${CLAUDE}/skills`
const COMMANDS = `${CLAUDE}/commands`
/** What is listed are descriptions; what is said by its name brings its text. */
const newSkills =
  (folder: string, kind: string, textOf = listed) =>
  (take: number) =>
    all(addedUpTo(kind, take).map(({ name, mark }) => skill(folder, name, ...textOf(mark))))
const listed = (mark: string): readonly [string, string] => [`About ${mark}.`, 'Be brief.']
const said = (mark: string): readonly [string, string] => ['New.', `Say ${mark}.`]

/** Skills and commands of the project and of the user. */
export const projectSkills: readonly Part[] = [
  {
    ...replaced('project skill-desc', TURN),
    scene: 'skills',
    files: (take) => skill(SKILLS, 'described', `About ${markOf('project skill-desc', take)}.`, 'Be brief.'),
  },
  {
    ...replaced('project skill-body(/slash)', slash('spoken')),
    scene: 'skills',
    files: (take) => skill(SKILLS, 'spoken', 'One.', `Say ${markOf('project skill-body(/slash)', take)}.`),
  },
  {
    ...replaced('project skill-body(Skill tool)', skillTool('called')),
    scene: 'skills',
    files: (take) => skill(SKILLS, 'called', 'Two.', `Say ${markOf('project skill-body(Skill tool)', take)}.`),
  },
  {
    ...added('project skill-new(listed)', () => TURN),
    scene: 'skills',
    files: newSkills(SKILLS, 'project skill-new(listed)'),
  },
  {
    ...added('project skill-new(/slash)', slash),
    scene: 'skills',
    files: newSkills(SKILLS, 'project skill-new(/slash)', said),
  },
  {
    ...removed('project skill-deleted', slash),
    scene: 'skills',
    files: (take) =>
      all(leftAt('project skill-deleted', take).map(({ name, mark }) => skill(SKILLS, name, 'Three.', `Say ${mark}.`))),
  },
  {
    ...replaced('project command-body', slash('ordered')),
    scene: 'servers',
    files: (take) => command(COMMANDS, 'ordered', `Say ${markOf('project command-body', take)}.`),
  },
  {
    ...added('project command-new', slash),
    scene: 'servers',
    files: (take) =>
      all(addedUpTo('project command-new', take).map(({ name, mark }) => command(COMMANDS, name, `Say ${mark}.`))),
  },
  {
    ...replaced('user skill-desc', TURN),
    scene: 'user',
    files: (take) => skill('config/skills', 'own', `About ${markOf('user skill-desc', take)}.`, 'Be brief.'),
  },
  {
    ...replaced('user skill-body(/slash)', slash('known')),
    scene: 'user',
    files: (take) => skill('config/skills', 'known', 'Four.', `Say ${markOf('user skill-body(/slash)', take)}.`),
  },
  {
    ...added('user skill-new(listed)', () => TURN),
    scene: 'user',
    files: newSkills('config/skills', 'user skill-new(listed)'),
  },
  {
    ...replaced('user command-body', slash('wished')),
    scene: 'user',
    files: (take) => command('config/commands', 'wished', `Say ${markOf('user command-body', take)}.`),
  },
  {
    ...added('project skill-new(first skills dir)', () => TURN),
    scene: 'bare',
    once: true,
    files: newSkills(SKILLS, 'project skill-new(first skills dir)'),
  },
]
