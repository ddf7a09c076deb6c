import { createHash } from 'node:crypto'
import { closeSync, fchmodSync, fstatSync, futimesSync, openSync, readSync, writeSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import { READ_ONLY } from './same.ts'
import { isSameFile } from './stamp.ts'
import type { Entry } from './types.ts'
import { changed } from './verify.ts'

/** A copy whose file is still open, to be synced with others. */
export type Copied = { file: number; ino: number; size: number; mtimeMs: number; sha1: string }

const BLOCK = 1024 * 1024
const BLOCKS_WITHOUT_A_BREAK = 8

/**
 * Copies a file to a new one with the given permission bits and the same modification time. Throws RefusedError when
 * the file is not the one that was planned, before or after it was read.
 */
export async function copyPlanned(entry: Entry, path: string, target: string, mode: number): Promise<Copied> {
  const input = openSync(path, READ_ONLY)
  try {
    if (!isSameFile(entry, fstatSync(input))) throw changed(path)
    const output = openSync(target, 'wx', 0o600)
    try {
      const sha1 = await pour(input, output)
      if (!isSameFile(entry, fstatSync(input))) throw changed(path)
      fchmodSync(output, mode)
      futimesSync(output, entry.mtimeMs / 1000, entry.mtimeMs / 1000)
      const { ino, size, mtimeMs } = fstatSync(output)
      return { file: output, ino, size, mtimeMs, sha1 }
    } catch (error) {
      closeSync(output)
      throw error
    }
  } finally {
    closeSync(input)
  }
}

async function pour(input: number, output: number): Promise<string> {
  const hash = createHash('sha1')
  const block = Buffer.allocUnsafe(Math.min(BLOCK, fstatSync(input).size + 1))
  for (let count = 1; ; count++) {
    const length = readSync(input, block, 0, block.length, null)
    if (length === 0) return hash.digest('hex')
    hash.update(block.subarray(0, length))
    for (let written = 0; written < length; ) written += writeSync(output, block, written, length - written)
    if (count % BLOCKS_WITHOUT_A_BREAK === 0) await breathe()
  }
}
