import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { HotplugError, sentenceOf } from '../../errors.ts'
import type { Generated } from './generate.ts'

export function readGenerated(folder: string, paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    paths.flatMap((path): [string, string][] => {
      try {
        return [[path, readFileSync(join(folder, path), 'utf8')]]
      } catch {
        return []
      }
    }),
  )
}

/** Every file is whole at any time, the old one or the new one: a hook may be started at any moment. */
export function writeGenerated(folder: string, files: Generated) {
  refuseLink(folder)
  try {
    for (const [path, text] of files) {
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      const beside = `${file}.${process.pid}.new`
      writeFileSync(beside, text, { mode: 0o600 })
      renameSync(beside, file)
    }
  } catch (error) {
    throw new HotplugError(500, `The hooks cannot be written to ${folder}: ${sentenceOf(error)}.`, '', error)
  }
}

/** Removes the folder that was generated; a link in its place is not followed. */
export function removeGenerated(folder: string) {
  refuseLink(folder)
  rmSync(folder, { recursive: true, force: true })
}

function refuseLink(folder: string) {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new HotplugError(
      422,
      `${folder} is a link, and nothing is written or removed through it.`,
      'Remove the link.',
    )
}
