import type { BareStep, ModeFacts, ModeName, ModeStep } from './types.ts'
import { stepWords } from './words.ts'

/**
 * What leads from the installed copy to a way to develop it; each step can be taken back by itself.
 *
 * Measured with 2.1.329. `marketplace add FOLDER` of a marketplace that is known by the same name points that one at the
 * folder, and keeps its plugins with their options and secrets. The way back is refused as long as settings declare the
 * folder, and taking that out uninstalls all of its plugins: unless another settings file declares the marketplace as
 * well. So its former place is declared a second time first, in an empty folder. An installed plugin keeps one of the
 * same name in the skills folder from being loaded, disabled or not, so it has to be uninstalled; its options and
 * secrets stay while it is installed somewhere, so it is installed for an empty folder if it has any.
 */
export const stepsTo = (mode: ModeName, facts: ModeFacts): ModeStep[] | null =>
  bareSteps(mode, facts)?.map((step) => ({ ...step, words: stepWords(step) })) ?? null

function bareSteps(mode: ModeName, facts: ModeFacts): BareStep[] | null {
  const { source, record, watch, move } = facts
  if (mode === 'sync-on-save') return [{ do: 'watch', wanted: true, why: 'Turns on the switch of this plugin.' }]
  if (mode === 'copy')
    return watch.wanted ? [{ do: 'watch', wanted: false, why: 'Turns off the switch of this plugin.' }] : null
  if (source === null || record === null) return null
  if (mode === 'cached-link')
    return [
      {
        ...{ do: 'stand-in', folder: record.installPath, target: source.path },
        why: 'The copy goes to the trash as it is, and a link to your folder takes its place.',
      },
    ]
  if (mode === 'in-place' && 'folder' in move) return pointing(facts.marketplace, move)
  return mode === 'skills-dir' ? intoSkills(facts, record, source.path) : null
}

const pointing = (marketplace: string, { folder, former }: { folder: string; former: string }): BareStep[] => [
  {
    ...{ do: 'declare', args: ['plugin', 'marketplace', 'add', former, '--scope', 'local'], where: 'aside' },
    why: `Declares where ${marketplace} is now a second time: that is what the way back needs.`,
  },
  {
    ...{ do: 'point', args: ['plugin', 'marketplace', 'add', folder], where: 'anywhere' },
    why: `Points the marketplace ${marketplace} at your checkout. Its plugins stay installed as they are.`,
  },
]

function intoSkills(
  { id, options, skills, isFolder }: ModeFacts,
  { scope, installPath }: NonNullable<ModeFacts['record']>,
  target: string,
): BareStep[] {
  const keep: BareStep = { do: 'keep', folder: installPath, why: 'The copy is kept in the trash, for the way back.' }
  const hold: BareStep = {
    ...{ do: 'hold', args: ['plugin', 'install', id, '--scope', 'local'], where: 'aside' },
    why: 'Installs it a second time, so that Claude Code does not forget the options you set for it.',
  }
  return [
    ...(isFolder ? [keep] : []),
    ...(options ? [hold] : []),
    {
      ...{ do: 'uninstall', args: ['plugin', 'uninstall', id, '--keep-data', '--scope', scope], where: 'anywhere' },
      why: 'An installed plugin of the same name keeps it away, a disabled one too. Its data folder stays.',
    },
    { do: 'link', path: skills.path, target, why: 'Claude Code loads what lies in its skills folder where it lies.' },
  ]
}
