import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HotplugError } from '../../../server/errors.ts'
import { readAsked } from '../../../server/plugins/why/asked.ts'

const THERE = new Set([
  '/home/ada/shop/notes:12',
  '/home/ada/shop/it(1)',
  '/home/ada/shop/"quoted"',
  '/home/ada/shop/a file.md',
  '/home/ada/shop/http:x',
])
const here = { project: '/home/ada/shop', home: '/home/ada', exists: (path: string) => THERE.has(path) }
const ask = (typed: string) => readAsked(typed, here)

const PATHS: readonly [typed: string, path: string, line: number | null][] = [
  ['SKILL.md', '/home/ada/shop/SKILL.md', null],
  ['./SKILL.md', '/home/ada/shop/SKILL.md', null],
  ['../x/SKILL.md', '/home/ada/x/SKILL.md', null],
  ['/dev/voice/SKILL.md', '/dev/voice/SKILL.md', null],
  ['/dev//voice/./SKILL.md', '/dev/voice/SKILL.md', null],
  ['~', '/home/ada', null],
  ['~/dev/SKILL.md', '/home/ada/dev/SKILL.md', null],
  ['~bob/SKILL.md', '/home/ada/shop/~bob/SKILL.md', null],
  ['  SKILL.md\n', '/home/ada/shop/SKILL.md', null],
  ['"SKILL.md"', '/home/ada/shop/SKILL.md', null],
  ["'~/a b.md'", '/home/ada/a b.md', null],
  ['`SKILL.md`', '/home/ada/shop/SKILL.md', null],
  ['</dev/x.md>', '/dev/x.md', null],
  ['"quoted"', '/home/ada/shop/"quoted"', null],
  ['SKILL.md:12', '/home/ada/shop/SKILL.md', 12],
  ['SKILL.md:12:3', '/home/ada/shop/SKILL.md', 12],
  ['SKILL.md:12:3:', '/home/ada/shop/SKILL.md', 12],
  ['x.ts(12,3)', '/home/ada/shop/x.ts', 12],
  ['x.ts#L12', '/home/ada/shop/x.ts', 12],
  ['x.ts#L12-L14', '/home/ada/shop/x.ts', 12],
  ['"x.ts:7"', '/home/ada/shop/x.ts', 7],
  ['notes:12', '/home/ada/shop/notes:12', null],
  ['notes:12:4', '/home/ada/shop/notes', 12],
  ['it(1)', '/home/ada/shop/it(1)', null],
  ['a\\ file.md', '/home/ada/shop/a file.md', null],
  ['file:///dev/a%20b.md', '/dev/a b.md', null],
  ['file:///dev/x.md:3', '/dev/x.md', 3],
  ['vscode://file/dev/x.md:3:1', '/dev/x.md', 3],
  ['http:x', '/home/ada/shop/http:x', null],
  [`\${CLAUDE_PLUGIN_ROOT}/hooks/x.mjs`, `/home/ada/shop/\${CLAUDE_PLUGIN_ROOT}/hooks/x.mjs`, null],
  ['\u202egnp.exe', '/home/ada/shop/\u202egnp.exe', null],
  ['\u001b[31mred', '/home/ada/shop/\u001b[31mred', null],
]

for (const [typed, path, line] of PATHS)
  test(`${JSON.stringify(typed)} is ${JSON.stringify(path)}${line === null ? '' : `, line ${line}`}`, () => {
    const asked = ask(typed)
    assert.deepEqual([asked.path, asked.line], [path, line])
  })

const PIECES: readonly [typed: string, piece: string | null][] = [
  ['SKILL.md', 'SKILL.md'],
  ['./speak/SKILL.md:3', 'speak/SKILL.md'],
  [`\${CLAUDE_PLUGIN_ROOT}/hooks/x.mjs`, 'hooks/x.mjs'],
  ['$CLAUDE_PLUGIN_ROOT/hooks/x.mjs', 'hooks/x.mjs'],
  ['/dev/SKILL.md', null],
  ['~/SKILL.md', null],
]

for (const [typed, piece] of PIECES)
  test(`${typed} is ${piece === null ? 'a whole path' : `perhaps a piece: ${piece}`}`, () => {
    assert.equal(ask(typed).piece, piece)
  })

const REFUSED: readonly [typed: string, why: RegExp][] = [
  ['', /No file was named/],
  ['  ', /No file was named/],
  ['""', /No file was named/],
  ['a\0b', /NUL/],
  ['x'.repeat(4097), /at most 4096 characters, and this has 4097/],
  ['lone \ud800', /half a character/],
  ['javascript:alert(1)', /an address \(javascript:\)/],
  ['https://example.com/x', /an address \(https:\)/],
  ['data:text/html,x', /an address/],
  ['file://elsewhere/x', /leads to no path on this machine/],
  ['file:///a%2Fb', /leads to no path on this machine/],
]

for (const [typed, why] of REFUSED)
  test(`${JSON.stringify(typed.slice(0, 40))} is refused with a sentence`, () => {
    assert.throws(
      () => ask(typed),
      (error: Error) =>
        error instanceof HotplugError && error.status === 422 && why.test(error.message) && error.next !== '',
    )
  })
