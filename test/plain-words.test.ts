import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainWords } from '../server/plain-words.ts'

const errorWith = (more: object, message = 'EACCES: permission denied') => Object.assign(new Error(message), more)

test('what the system refuses is said in words, with the place and the code', () => {
  const open = { code: 'EACCES', path: '/a/b', syscall: 'open' }
  assert.equal(plainWords(errorWith(open)), 'Permission is denied: /a/b (EACCES, open)')
  const rename = { code: 'EROFS', path: '/a', dest: '/b', syscall: 'rename' }
  assert.equal(plainWords(errorWith(rename)), 'The disk can only be read: /b (EROFS, rename)')
  assert.equal(plainWords(errorWith({ code: 'ENOSPC', syscall: 'write' })), 'The disk is full (ENOSPC, write)')
})

test('what the history refuses is said in words', () => {
  const full = { code: 'SQLITE_FULL' }
  assert.equal(plainWords(errorWith(full)), 'The disk that holds the history is full (SQLITE_FULL)')
  assert.match(
    plainWords(errorWith({ code: 'SQLITE_IOERR_SHMSIZE' })) ?? '',
    /full or damaged \(SQLITE_IOERR_SHMSIZE\)/,
  )
})

test('whatever has no words of its own keeps those it came with', () => {
  assert.equal(plainWords(new Error('It broke.')), null)
  assert.equal(plainWords(errorWith({ code: 'ENOENT', path: '/a', syscall: 'open' })), null)
})
