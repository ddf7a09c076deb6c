import { closeSync, constants, openSync, readSync, type Stats } from 'node:fs'

/** More than anybody writes into the script of a hook; what is longer is not read. */
export const LARGEST_SCRIPT = 1024 * 1024

/** The beginning of a file; null where it may not be read. A pipe is not waited for. */
export function readBeginning(path: string, { size }: Stats): Buffer | null {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const bytes = Buffer.alloc(Math.min(size, LARGEST_SCRIPT))
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return null
  }
}

/** A program of the machine has a NUL among its first bytes, and a text has none. */
export const textOf = (bytes: Buffer) => (bytes.subarray(0, 4096).includes(0) ? null : bytes.toString('utf8'))

/** The first line that ends as on Windows, from 1. */
export function firstCarriageReturn(text: string): number | null {
  const at = text.indexOf('\r\n')
  return at < 0 ? null : text.slice(0, at).split('\n').length
}
