import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs'
import { sentenceOf } from '../errors.ts'
import { codeOf } from './errors.ts'
import { READ_ONLY } from './same.ts'

/** One side of a file as text: a link's text is where it points, as git has it. */
export type TextSide = {
  kind: 'text' | 'binary' | 'too large' | 'unreadable'
  bytes: number
  /** As git writes it: 100644, 100755, 120000. */
  mode: '100644' | '100755' | '120000'
  text: string
  lineEnding: 'LF' | 'CRLF' | 'mixed' | 'none'
  finalNewline: boolean
  encoding: 'UTF-8' | 'UTF-8 with BOM' | 'UTF-16' | 'not UTF-8'
  problem: string | null
}

const SNIFFED = 8000

/** Reads a file for showing it; null when there is none. Never through a link. */
export function readText(path: string, mostBytes: number): TextSide | null {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats) return null
    const mode = stats.mode & constants.S_IXUSR ? '100755' : '100644'
    if (stats.isSymbolicLink()) return describe(readlinkSync(path), stats.size, '120000', 'UTF-8')
    if (!stats.isFile()) return empty('unreadable', stats.size, mode, 'is not a file')
    if (stats.size > mostBytes) return empty('too large', stats.size, mode, null)
    const bytes = readBytes(path, mostBytes)
    return bytes === null ? empty('too large', stats.size, mode, null) : decode(bytes, mode)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    return empty('unreadable', 0, '100644', `cannot be read: ${sentenceOf(error)}`)
  }
}

/** null when the file grew beyond the limit since its size was looked at. */
function readBytes(path: string, mostBytes: number): Buffer | null {
  const file = openSync(path, READ_ONLY)
  try {
    const bytes = Buffer.allocUnsafe(fstatSync(file).size + 1)
    let length = 0
    for (let more = 1; more > 0 && length < bytes.length; length += more)
      more = readSync(file, bytes, length, bytes.length - length, null)
    return length > mostBytes ? null : bytes.subarray(0, length)
  } finally {
    closeSync(file)
  }
}

function decode(bytes: Buffer, mode: TextSide['mode']): TextSide {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff))
    return { ...empty('binary', bytes.length, mode, null), encoding: 'UTF-16' }
  if (bytes.subarray(0, SNIFFED).includes(0)) return empty('binary', bytes.length, mode, null)
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return describe(text, bytes.length, mode, text.startsWith('\ufeff') ? 'UTF-8 with BOM' : 'UTF-8')
  } catch {
    return describe(bytes.toString('latin1'), bytes.length, mode, 'not UTF-8')
  }
}

const startsWith = (bytes: Buffer, first: number, second: number) => bytes[0] === first && bytes[1] === second

function describe(text: string, bytes: number, mode: TextSide['mode'], encoding: TextSide['encoding']): TextSide {
  const finalNewline = text === '' || text.endsWith('\n')
  return { kind: 'text', bytes, mode, text, lineEnding: lineEndingOf(text), finalNewline, encoding, problem: null }
}

function lineEndingOf(text: string): TextSide['lineEnding'] {
  const all = text.split('\n').length - 1
  const windows = text.split('\r\n').length - 1
  if (all === 0) return 'none'
  if (windows === 0) return 'LF'
  return windows === all ? 'CRLF' : 'mixed'
}

const empty = (kind: TextSide['kind'], bytes: number, mode: TextSide['mode'], problem: string | null): TextSide => ({
  kind,
  bytes,
  mode,
  text: '',
  lineEnding: 'none',
  finalNewline: true,
  encoding: 'UTF-8',
  problem,
})
