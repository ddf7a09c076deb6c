import { mkdirSync, symlinkSync } from 'node:fs'
import { posix } from 'node:path'
import type { Task } from './apply.ts'
import { isExecutable } from './compare.ts'
import { type Copied, copyPlanned } from './copy.ts'
import type { Batch } from './durable.ts'
import { fileHash, linkHash } from './hash.ts'
import type { Item } from './manifest.ts'
import type { Places } from './places.ts'
import type { Operation, Plan } from './plan.ts'

/** By the operation's position in the plan. Nothing for operations that bring no new contents. */
export type Staged = ReadonlyMap<number, NonNullable<Item['after']>>

/**
 * Copies every new content into the stage under its operation's number; `batch` has what is not on the disk yet. What
 * is copied is the very file that was planned, whatever became of the folders above it.
 */
export async function stageContents(plan: Plan, { stage }: Places, batch: Batch, task?: Task): Promise<Staged> {
  const staged = new Map<number, NonNullable<Item['after']>>()
  mkdirSync(stage, { mode: 0o700 })
  for (const [index, operation] of plan.operations.entries()) {
    const name = String(index)
    task?.signal.throwIfAborted()
    task?.progress(index, plan.operations.length)
    if (operation.do === 'link') staged.set(index, stageLink(operation, `${stage}/${name}`, name))
    if (operation.do !== 'write') continue
    const mode = operation.from.mode & 0o777
    const { from } = operation
    const copied = await copyPlanned(from, `${plan.from}/${from.path}`, `${stage}/${name}`, mode)
    staged.set(index, describe(copied, name, mode))
    await batch.add(copied.file)
  }
  return staged
}

function stageLink({ path, target }: Extract<Operation, { do: 'link' }>, absolute: string, name: string) {
  symlinkSync(target, absolute)
  const hash = linkHash(posix.join(posix.dirname(path), target))
  return { kind: 'link' as const, staged: name, hash, target }
}

function describe({ ino, size, mtimeMs, sha1 }: Copied, staged: string, mode: number) {
  return { kind: 'file' as const, staged, hash: fileHash(sha1, isExecutable({ mode })), mode, size, mtimeMs, ino }
}
