import { createHash, hash } from 'node:crypto'
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
const SMALL = 128 * 1024

/** Nothing else runs in this thread between a read into it and the write out of it. */
const block = Buffer.allocUnsafeSlow(SMALL + 1)

/**
 * Copies a file to a new one with the given permission bits and the same modification time. Throws RefusedError when
 * the file is not the one that was planned, before or after it was read.
 */
export async function copyPlanned(entry: Entry, path: string, target: string, mode: number): Promise<Copied> {
  const input = openSync(path, READ_ONLY)
  try {
    if (entry.size > SMALL && !isSameFile(entry, fstatSync(input))) throw changed(path)
    const output = openSync(target, 'wx', mode)
    try {
      const sha1 = entry.size <= SMALL ? pourAtOnce(input, output, entry.size) : await pour(input, output)
      if (!isSameFile(entry, fstatSync(input))) throw changed(path)
      futimesSync(output, entry.mtimeMs / 1000, entry.mtimeMs / 1000)
      const { ino, size, mtimeMs, mode: given } = fstatSync(output)
      if ((given & 0o7777) !== mode) fchmodSync(output, mode)
      return { file: output, ino, size, mtimeMs, sha1 }
    } catch (error) {
      closeSync(output)
      throw isSameFile(entry, fstatSync(input)) ? error : changed(path)
    }
  } finally {
    closeSync(input)
  }
}

/** One byte more is asked for than the file has, so that one that grew shows it; whoever calls looks at its size again. */
function pourAtOnce(input: number, output: number, expected: number): string {
  let length = 0
  for (let read = 1; read > 0 && length < expected; length += read)
    read = readSync(input, block, length, expected + 1 - length, null)
  const bytes = block.subarray(0, length)
  writeAll(output, bytes)
  return hash('sha1', bytes, 'hex')
}

async function pour(input: number, output: number): Promise<string> {
  const sum = createHash('sha1')
  const own = Buffer.allocUnsafe(BLOCK)
  for (let count = 1; ; count++) {
    const length = readSync(input, own, 0, BLOCK, null)
    if (length === 0) return sum.digest('hex')
    sum.update(own.subarray(0, length))
    writeAll(output, own.subarray(0, length))
    if (count % BLOCKS_WITHOUT_A_BREAK === 0) await breathe()
  }
}

function writeAll(output: number, bytes: Buffer) {
  for (let written = 0; written < bytes.length; ) written += writeSync(output, bytes, written)
}
