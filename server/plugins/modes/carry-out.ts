import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { keepWhole, standIn, type WholeFolder } from '../../trees/stand-in.ts'
import { asideOf, type Driven, drive } from './claude.ts'
import { folderOf, type OpenModeLog } from './log.ts'
import type { ModeStep } from './types.ts'

/** One step of a switch, carried out. The log knows of it before. */
export async function carryOut(driven: Driven, log: OpenModeLog, id: string, step: ModeStep) {
  const { panel, work } = driven
  switch (step.do) {
    case 'watch':
      return panel.watching.set(id, step.wanted)
    case 'keep':
      driven.step('Keeping the copy in the trash')
      return panel.store.setTrashed(log.action, await keepWhole(whole(log), panel.trashDir))
    case 'stand-in':
      return panel.store.setTrashed(log.action, await standIn(whole(log), step.target, panel.trashDir))
    case 'link':
      return linkInto(log, step)
    case 'hold':
    case 'declare':
      mkdirSync(asideOf(panel, work), { recursive: true, mode: 0o700 })
      return drive(driven, step.args, step.where)
    default:
      return drive(driven, step.args, step.where)
  }
}

function linkInto(log: OpenModeLog, { path, target }: Extract<ModeStep, { do: 'link' }>) {
  const folder = dirname(path)
  if (!existsSync(folder)) {
    log.save({ madeSkillsFolder: true })
    mkdirSync(folder)
  }
  symlinkSync(target, path)
}

const whole = ({ work }: OpenModeLog): WholeFolder => {
  const folder = folderOf(work)
  if (!folder) throw new Error('A switch that keeps a folder has none.')
  return folder
}
