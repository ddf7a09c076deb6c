import { lstatSync, readlinkSync, rmdirSync, unlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { declaresMarketplace, formerPlace } from '../../claude/marketplace-move.ts'
import { HotplugError } from '../../errors.ts'
import { RefusedError } from '../../trees/errors.ts'
import { bringBackWhole, dropWhole, takeBackStandIn } from '../../trees/stand-in.ts'
import { recordOf } from '../reinstall/settle.ts'
import { asideOf, type Driven, drive, isHeld, leaveAside } from './claude.ts'
import { folderOf } from './log.ts'
import type { ModeLog, ModeStep } from './types.ts'

/**
 * Puts the state before a switch back, the last step first. Each step looks at what is there, so it does not matter how
 * far the switch came, or an earlier attempt to take it back. `replaced`: the trash for what is in the way.
 * What could not be put back as it was comes back in sentences.
 */
export async function takeBackSteps(driven: Driven, id: string, replaced: string): Promise<string[]> {
  const { steps, begun } = driven.work.mode
  const notes: string[] = []
  for (const step of steps.slice(0, begun).toReversed()) {
    const note = await takeBackStep(driven, id, step, replaced)
    if (note !== null) notes.push(note)
  }
  return notes
}

async function takeBackStep(driven: Driven, id: string, step: ModeStep, replaced: string): Promise<string | null> {
  const { panel, work } = driven
  const folder = folderOf(work)
  switch (step.do) {
    case 'watch':
      panel.watching.set(id, work.mode.watched ?? !step.wanted)
      return null
    case 'stand-in':
      if (folder) await takeBackStandIn(folder, step.target, panel.trashDir)
      return null
    case 'link':
      unlinkOurs(step, work.mode)
      return null
    case 'uninstall':
      return installAgain(driven, id)
    case 'hold':
      if (isHeld(panel, id, work))
        await drive(driven, ['plugin', 'uninstall', id, '--keep-data', '--scope', 'local'], 'aside')
      leaveAside(panel, work)
      return null
    case 'keep':
      return bringBack(driven, id, replaced)
    case 'point':
      return pointBack(driven, marketplaceOf(id))
    case 'declare':
      return undeclare(driven, marketplaceOf(id))
  }
}

const marketplaceOf = (id: string) => id.slice(id.lastIndexOf('@') + 1)

function unlinkOurs({ path, target }: Extract<ModeStep, { do: 'link' }>, { madeSkillsFolder }: ModeLog) {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats && !(stats.isSymbolicLink() && readlinkSync(path) === target))
    throw new RefusedError(
      `${path} is not the link to ${target} any more, so it was left alone.`,
      path,
      'Move it out of the way, then undo again.',
    )
  if (stats) unlinkSync(path)
  if (!madeSkillsFolder) return
  try {
    rmdirSync(dirname(path))
  } catch {
    // Something else lies in it by now.
  }
}

async function installAgain(driven: Driven, id: string): Promise<string | null> {
  const { panel, work } = driven
  const { record, enabled } = work.mode
  if (record === null) return null
  if (recordOf(panel, id, record) === null)
    await drive(driven, ['plugin', 'install', id, '--scope', record.scope], 'anywhere')
  if (!enabled) await drive(driven, ['plugin', 'disable', id, '--scope', record.scope], 'anywhere')
  const now = recordOf(panel, id, record)
  return now === null || now.version === record.version
    ? null
    : `It is version ${now.version} now, for that is what its marketplace has; it was ${record.version}.`
}

/** What was installed anew is what the marketplace has; the copy of before may have been synced since. */
async function bringBack({ panel, work }: Driven, id: string, replaced: string): Promise<string | null> {
  const folder = folderOf(work)
  const { record } = work.mode
  if (!folder || !record) return null
  const { steps, begun } = work.mode
  if (!steps.slice(0, begun).some((step) => step.do === 'uninstall')) {
    await dropWhole(folder, panel.trashDir)
    return null
  }
  const now = recordOf(panel, id, record)
  if (now !== null && now.installPath !== record.installPath)
    return `The copy of version ${record.version} stays in the trash: another version is installed now.`
  await bringBackWhole(folder, replaced, panel.trashDir)
  return null
}

async function pointBack(driven: Driven, marketplace: string): Promise<null> {
  const { panel, work } = driven
  const { move } = work.mode
  const { configDir, pluginsDir } = panel.config
  if (move === null || formerPlace(marketplace, configDir, pluginsDir).former === move.former) return null
  const known = panel.survey.inventory().marketplaces.find(({ name }) => name === marketplace)
  if (known && known.folder !== move.folder)
    throw new HotplugError(
      409,
      `The marketplace ${marketplace} is at ${known.folder ?? known.location} now, where this switch did not put it.`,
      'Nothing was changed; see to it by hand.',
    )
  if (!declaresMarketplace(join(asideOf(panel, work), '.claude', 'settings.local.json'), marketplace))
    throw new HotplugError(
      409,
      `What the way back needs is gone from ${asideOf(panel, work)}: without it Claude Code would uninstall the plugins of ${marketplace}.`,
      `By hand: change extraKnownMarketplaces in ${join(configDir, 'settings.json')}, then run \`claude plugin marketplace add ${move.former}\`.`,
    )
  if (declaresMarketplace(join(configDir, 'settings.json'), marketplace))
    await drive(driven, ['plugin', 'marketplace', 'remove', marketplace, '--scope', 'user'], 'aside')
  try {
    await drive(driven, ['plugin', 'marketplace', 'add', move.former], 'anywhere')
  } catch (error) {
    await drive(driven, ['plugin', 'marketplace', 'add', move.folder], 'anywhere')
    throw error
  }
  return null
}

/** Only once the user's own settings declare it again: the last declaration takes the plugins with it. */
async function undeclare(driven: Driven, marketplace: string): Promise<string | null> {
  const { panel, work } = driven
  const aside = asideOf(panel, work)
  if (declaresMarketplace(join(aside, '.claude', 'settings.local.json'), marketplace)) {
    if (!declaresMarketplace(join(panel.config.configDir, 'settings.json'), marketplace))
      return `The second declaration of ${marketplace} stays in ${aside}: your own settings have none.`
    await drive(driven, ['plugin', 'marketplace', 'remove', marketplace, '--scope', 'local'], 'aside')
  }
  leaveAside(panel, work)
  return null
}
