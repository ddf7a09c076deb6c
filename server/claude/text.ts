import { closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs'

export type FileText = { state: 'missing' } | { state: 'unreadable'; why: string } | { state: 'text'; text: string }

/**
 * A whole file as text, a byte order mark included, or why not, as the end of a sentence that begins with its name.
 * `known` is what was found out about it already, if anything.
 */
export function readText(path: string, limit: number, known: Stats | null): FileText {
  try {
    const stats = known ?? statSync(path, { throwIfNoEntry: false })
    if (!stats) return { state: 'missing' }
    if (stats.isDirectory()) return unreadable('is a folder, not a file')
    // Opening a named pipe would wait for a writer, and a device has no end.
    if (!stats.isFile()) return unreadable('is not a regular file')
    if (stats.size > limit) return unreadable(tooLarge(limit))
    const bytes = readBounded(path, stats.size, limit)
    return bytes.length > limit ? unreadable(tooLarge(limit)) : { state: 'text', text: UTF8.decode(bytes) }
  } catch (error) {
    return unreadable(reason(error as NodeJS.ErrnoException))
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** At most a byte more than the limit, however much the file grows meanwhile. */
function readBounded(path: string, size: number, limit: number): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    let bytes = Buffer.allocUnsafe(Math.min(size, limit) + 1)
    let total = 0
    for (let length = -1; length !== 0 && total <= limit; total += length) {
      if (total === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(Math.min(total, limit + 1 - total))])
      length = readSync(descriptor, bytes, total, bytes.length - total, null)
    }
    return bytes.subarray(0, total)
  } finally {
    closeSync(descriptor)
  }
}

const unreadable = (why: string): FileText => ({ state: 'unreadable', why })
const tooLarge = (limit: number) => `is larger than the ${limit / 1024 / 1024} MiB that Hotplug reads of such a file`

function reason(error: NodeJS.ErrnoException) {
  if (error.code === 'EACCES' || error.code === 'EPERM') return 'may not be read by this user'
  if (error.code === 'ELOOP') return 'is a link that leads back to itself'
  if (error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'is not UTF-8 text'
  return `cannot be read (${error.code ?? error.message})`
}
