import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** The text of a regular file of at most so many bytes; null when there is none that can be read. */
export function textOf(path: string, limit: number): string | null {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch {
    return null
  }
  try {
    const stats = fstatSync(file)
    if (!stats.isFile() || stats.size > limit) return null
    const bytes = Buffer.allocUnsafe(stats.size)
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0))
  } catch {
    return null
  } finally {
    closeSync(file)
  }
}

/** The last bytes of a file as text. */
export function endOf(path: string, bytes: number): string {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch {
    return ''
  }
  try {
    const stats = fstatSync(file)
    if (!stats.isFile()) return ''
    const length = Math.min(stats.size, bytes)
    const buffer = Buffer.allocUnsafe(length)
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, length, stats.size - length))
  } catch {
    return ''
  } finally {
    closeSync(file)
  }
}

/** What a JSON file holds; undefined when it is not there or cannot be read. */
export function jsonOf(path: string, limit: number): unknown {
  const text = textOf(path, limit)
  if (text === null) return undefined
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch {
    return undefined
  }
}
