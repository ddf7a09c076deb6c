import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { logLine } from '../../server/loading/log.ts'
import { temporaryFolder } from '../support/temporary.ts'

const TOKEN = `ghp_${'a1B2'.repeat(9)}`

suite('autoload.log', () => {
  test('has one line for each step, whatever is in it, and no secrets', () => {
    using folder = temporaryFolder()
    logLine(folder.path, 'install', 'a\nb\u001b[31m\u2028c', `https://ada:secret@example.com ${TOKEN}`)
    logLine(folder.path, 'install', 'x'.repeat(100_000))
    const text = readFileSync(join(folder.path, 'autoload.log'), 'utf8')
    const lines = text.split('\n')
    assert.equal(lines.length, 3)
    assert.match(lines[0] ?? '', /^\S+Z \d+ install a b \[31m c https:\/\/…@example\.com …$/)
    assert.ok((lines[1]?.length ?? 0) < 1100)
    assert.equal(statSync(join(folder.path, 'autoload.log')).mode & 0o777, 0o600)
  })

  test('stays small', () => {
    using folder = temporaryFolder()
    for (let count = 0; count < 2500; count++) logLine(folder.path, 'x'.repeat(1000))
    assert.deepEqual(readdirSync(folder.path).sort(), ['autoload.log', 'autoload.log.1'])
    for (const name of readdirSync(folder.path)) assert.ok(statSync(join(folder.path, name)).size < 600 * 1024)
  })

  test('that cannot be written stops nothing', () => {
    using folder = temporaryFolder()
    logLine(join(folder.path, 'nowhere'), 'install')
  })
})
