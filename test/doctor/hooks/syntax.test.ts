import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { suite, test } from 'node:test'
import { findProgram } from '../../../server/doctor/hooks/find-program.ts'
import { checkSyntax } from '../../../server/doctor/hooks/syntax.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const searchPath = [dirname(process.execPath), process.env.PATH].join(delimiter)

const ask = (word: string, text: string, path = '/plugin/hooks/script', root = '/plugin') => {
  const interpreter = findProgram(word, searchPath)
  assert.ok(interpreter, `${word} is needed for this test`)
  return checkSyntax({ text, path, word, interpreter, root }, { searchPath })
}

type Row = readonly [text: string, path?: string]

const RIGHT: Readonly<Record<string, readonly Row[]>> = {
  bash: [['if true; then echo "a"; fi\n'], [''], ['#!/bin/bash\n[[ a == a ]] && echo "$(cat)"\n']],
  sh: [['exit 0\n'], ['. ./lib.sh\n']],
  node: [
    ["import { a } from './a.mjs'\nawait a()\n", '/plugin/run.mjs'],
    ["const a = require('./a')\nreturn\n", '/plugin/run.cjs'],
    ['#!/usr/bin/env node\nconst a = require("x")\n'],
    ['#!/usr/bin/env node\nimport a from "x"\nawait a\n'],
    ['await import("x")\n'],
  ],
  python3: [
    ['def f():\n    return 1\n'],
    ['#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nprint("é")\n'],
    ['\uFEFFprint(1)\n'],
  ],
}

for (const [word, rows] of Object.entries(RIGHT))
  for (const [text, path] of rows)
    test(`${word} understands ${JSON.stringify(text)}`, async () =>
      assert.deepEqual(await ask(word, text, path), { state: 'ok' }))

const WRONG: Readonly<Record<string, readonly [text: string, line: number, says: RegExp, path?: string][]>> = {
  bash: [
    ['echo a\nif true; then\n', 3, /unexpected end of file/],
    ['echo a\necho "b\n', 2, /unexpected EOF/],
    ['a=(\n', 2, /unexpected (?:EOF|end of file)/],
    ['if true; then\r\necho\r\nfi\r\n', 4, /unexpected end of file/],
  ],
  sh: [['echo a\nfi\n', 2, /"?fi"?/]],
  node: [
    ['const a = 1\nconst a = 2\n', 2, /already been declared/, '/plugin/run.cjs'],
    ['export const a =\n', 2, /Unexpected (end of input|token)/, '/plugin/run.mjs'],
    ['import a from "x"\nlet b = {\n', 3, /Unexpected (end of input|token)/],
    ['const a = 1\nif (a {\n', 2, /Unexpected token/],
  ],
  python3: [
    ['def f(:\n    pass\n', 1, /SyntaxError/],
    ['if True:\npass\n', 2, /IndentationError/],
  ],
}

for (const [word, rows] of Object.entries(WRONG))
  for (const [text, line, says, path] of rows)
    test(`${word} does not understand ${JSON.stringify(text)}`, async () => {
      const syntax = await ask(word, text, path)
      assert.ok(syntax.state === 'wrong', JSON.stringify(syntax))
      assert.match(syntax.message, says)
      // Interpreters do not agree about the end of a file.
      assert.ok(Math.abs((syntax.line ?? 0) - line) <= 1, `line ${syntax.line}`)
    })

suite('what is asked', () => {
  test('carries nothing of the script out, and writes nothing beside it', async () => {
    using folder = temporaryFolder()
    const mark = join(folder.path, 'mark')
    const path = join(folder.path, 'script.py')
    const scripts = {
      bash: `echo x > ${mark}\nif true; then\n`,
      sh: `set +n\necho x > ${mark}\n`,
      node: `require('fs').writeFileSync('${mark}', 'x')\n`,
      python3: `open('${mark}', 'w').write('x')\n`,
    }
    for (const [word, text] of Object.entries(scripts)) {
      writeFileSync(path, text)
      await ask(word, text, path, folder.path)
    }
    assert.ok(!existsSync(mark))
    assert.deepEqual(readdirSync(folder.path), ['script.py'])
  })

  test('a package says what its .js files are', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'hooks', 'run.js')
    mkdirSync(dirname(path))
    const text = 'export const a = 1\n'
    const packageFile = join(folder.path, 'package.json')
    assert.equal((await ask('node', text, path, folder.path)).state, 'ok')
    writeFileSync(packageFile, '{"type": "commonjs"}')
    assert.equal((await ask('node', text, path, folder.path)).state, 'wrong')
    writeFileSync(packageFile, '{"type": "module"}')
    assert.equal((await ask('node', text, path, folder.path)).state, 'ok')
    assert.equal((await ask('node', 'with (a) {}\n', path, folder.path)).state, 'wrong')
  })

  test('the same text is asked about once, by everybody together', async () => {
    using folder = temporaryFolder()
    const asked = join(folder.path, 'asked')
    const counting = join(folder.path, 'bash')
    writeFileSync(counting, `#!/bin/sh\necho once >> '${asked}'\ncat > /dev/null\n`)
    chmodSync(counting, 0o755)
    const check = (text: string) =>
      checkSyntax({ text, path: '/x', word: 'bash', interpreter: counting, root: null }, { searchPath })
    await Promise.all([check('a'), check('a'), check('b')])
    await check('a')
    assert.equal(readFileSync(asked, 'utf8'), 'once\nonce\n')
  })

  test('nothing of our environment reaches it', async () => {
    using folder = temporaryFolder()
    const telling = join(folder.path, 'bash')
    writeFileSync(telling, `#!/bin/sh\nenv > '${join(folder.path, 'environment')}'\n`)
    chmodSync(telling, 0o755)
    await checkSyntax({ text: 'c', path: '/x', word: 'bash', interpreter: telling, root: null }, { searchPath })
    const names = readFileSync(join(folder.path, 'environment'), 'utf8').match(/^\w+(?==)/gm) ?? []
    assert.deepEqual(
      names.filter(
        (name) => !['PATH', 'LC_ALL', 'NO_COLOR', 'PYTHONUTF8', 'PWD', 'OLDPWD', 'SHLVL', '_'].includes(name),
      ),
      [],
    )
  })
})

suite('what cannot be asked is not checked', () => {
  const NOT: Readonly<Record<string, readonly [word: string, text: string, path?: string]>> = {
    TypeScript: ['node', 'let a: string', '/plugin/run.ts'],
    'a language nobody here asks': ['cat', 'a'],
  }
  for (const [name, [word, text, path]] of Object.entries(NOT))
    test(name, async () => assert.equal((await ask(word, text, path)).state, 'not checked'))

  test('an interpreter that fails by itself, one that says too much, and one that is not there', async () => {
    using folder = temporaryFolder()
    const program = (name: string, text: string) => {
      const path = join(folder.path, name)
      writeFileSync(path, `#!/bin/sh\n${text}\n`)
      chmodSync(path, 0o755)
      return path
    }
    const failing = program('failing', 'echo "No such thing" >&2; exit 1')
    const endless = program('endless', 'while :; do echo syntax error line 1 >&2; done')
    for (const interpreter of [failing, endless, join(folder.path, 'nowhere')]) {
      const syntax = await checkSyntax({ text: 'a', path: '/x', word: 'bash', interpreter, root: null }, { searchPath })
      assert.equal(syntax.state, 'not checked')
    }
  })
})

test('hostile texts are answered', async () => {
  for (const word of ['bash', 'node', 'python3'])
    for (const text of ['\0'.repeat(100), '('.repeat(20_000), '\x1b[31m"', '-n', '--version'])
      assert.ok((await ask(word, text)).state)
})
