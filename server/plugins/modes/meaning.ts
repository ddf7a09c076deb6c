import type { ModeFacts, ModeName } from './types.ts'

/** What a way to develop a plugin means here, in a sentence or two. */
export function meansOf(mode: ModeName, facts: ModeFacts, isCurrent: boolean): string {
  const folder = facts.source?.path ?? 'your folder'
  switch (mode) {
    case 'in-place':
      return isCurrent || !('folder' in facts.move)
        ? 'Claude Code reads the folder of a directory marketplace itself; nothing is copied.'
        : `The marketplace ${facts.marketplace} is pointed at ${facts.move.folder}, and Claude Code reads its plugins there; nothing is copied.`
    case 'sync-on-save':
      return `Each save in ${folder} is copied into the loaded copy at once, while the panel or \`hotplug watch\` runs.`
    case 'cached-link':
      return `The folder of ${facts.record?.version ?? 'the version'} in the cache is a link to ${folder}; its id, options and scope stay.`
    case 'skills-dir':
      return isCurrent
        ? 'It lies in the skills folder, or a link there leads to it; Claude Code loads it where it lies, in every project.'
        : `A link in the skills folder leads to ${folder}; Claude Code loads it as ${facts.source?.manifest ?? facts.name}@skills-dir, in every project.`
    case 'plugin-dir':
      return 'For one session and nothing else: start Claude Code with this command line.'
    case 'copy':
      return 'Claude Code reads the installed copy; your edits reach it when you sync.'
  }
}

/** What is lost or different meanwhile. Measured with 2.1.329: see test/claude/modes-measured.test.ts. */
export function lostBy(mode: ModeName, facts: ModeFacts, isCurrent: boolean): readonly string[] {
  switch (mode) {
    case 'in-place':
      return isCurrent && facts.switched === null ? [] : lostInPlace(facts)
    case 'cached-link':
      return [
        'An update to another version makes a real folder beside the link, and that one is loaded from then on.',
        'Uninstalling leaves the link behind, reinstalling puts a real copy in its place; your folder is not touched by either.',
      ]
    case 'skills-dir':
      return facts.record === null && facts.switched === null ? [] : lostInSkills(facts)
    case 'plugin-dir':
      return [
        `In that session it takes the place of ${facts.id}, and its data folder is another one (${facts.name}@inline).`,
        `Sessions that are started otherwise, by an editor for instance, load ${facts.id} as before.`,
      ]
    default:
      return []
  }
}

function lostInPlace({ move, marketplace }: ModeFacts): string[] {
  if (!('folder' in move)) return [`The marketplace ${marketplace} does not follow its repository while that lasts.`]
  const { former, others } = move
  return [
    `Updates of ${marketplace} come from your checkout and not from ${former} while that lasts.`,
    ...(others.length > 0
      ? [
          `${listed(others)} of the same marketplace ${others.length === 1 ? 'is' : 'are'} read from your checkout as well.`,
        ]
      : []),
    'Claude Code removes its own clone and fetches it again on the way back, which needs the network.',
  ]
}

const lostInSkills = ({ id, switched, ...facts }: ModeFacts): string[] => lostOf(switched?.plugin ?? id, facts)

const lostOf = (id: string, { name, source, options, elsewhere }: Omit<ModeFacts, 'id' | 'switched'>): string[] => [
  `Its id is ${source?.manifest ?? name}@skills-dir: the data folder of ${id}${options ? ' and the options you set for it stay, but are' : ' stays, but is'} not used.`,
  `${id} is uninstalled meanwhile, so no update of its marketplace arrives.`,
  ...(elsewhere.length > 0
    ? [`Where it is installed for a project (${listed(elsewhere)}) that installation is loaded, not yours.`]
    : []),
]

const listed = (names: readonly string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
