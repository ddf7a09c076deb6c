import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { shippingPage } from '../../views/shipping.ts'
import { shipping } from '../../views/terminal-shipping.ts'
import { done, shippingModel } from './shipping-samples.ts'

const FINE = { files: [], more: 0, errors: [], findings: [], secrets: [], packages: null }

const textOf = async (over: Parameters<typeof shippingModel>[0]) =>
  String(await shippingPage(shippingModel(over)))
    .replace(/[\s\S]*<main/, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

suite('the ship check', () => {
  test('says first whether people get what its author has', async () => {
    assert.match(
      await textOf({}),
      /Not all of it 1 file does not arrive, 1 file arrives with another mode, 1 file arrives otherwise, 1 part cannot be loaded, 1 thing breaks by that\./,
    )
    assert.match(await textOf({ run: done(FINE) }), /Arrives 12 files of the source arrive as they are\./)
  })

  test('offers the usual way first, and none while it is under way', async () => {
    const before = String(await shippingPage(shippingModel({ run: null })))
    assert.ok(before.indexOf('Install what is committed') < before.indexOf('Install it as it is'))
    assert.equal(before.match(/class="primary"/g)?.length, 1)
    const running = { id: 'voice@lab', way: 'git', at: 0, state: 'running' } as const
    assert.equal(String(await shippingPage(shippingModel({ run: running }))).match(/ disabled/g)?.length, 2)
  })

  test('says why there is nothing to check', async () => {
    const cannot = { sentence: 'No folder is known as its source.', next: 'Link your checkout.' }
    const page = await textOf({ cannot, routes: [], run: null, chosen: null })
    assert.match(page, /No folder is known as its source\. Link your checkout\./)
    assert.doesNotMatch(page, /Install/)
  })

  test('says what Claude Code said when it could not be installed', async () => {
    const failed = {
      id: 'voice@lab',
      way: 'git',
      at: 0,
      state: 'failed',
      message: 'No such path.',
      next: 'Correct it.',
    } as const
    assert.match(await textOf({ run: failed, chosen: null }), /Not installed No such path\. Correct it\./)
  })

  test('reads the same on a terminal', () => {
    const lines = shipping(done()).split('\n')
    assert.equal(lines[0], 'voice@lab 0.1.0, installed as it is committed into a folder of its own')
    assert.ok(lines.includes('  Does not arrive   dist/say.mjs  Git ignores it, so it is in no commit.'))
    assert.ok(lines.includes('  Secrets?          .env arrives with it'))
    assert.match(lines.at(-2) ?? '', /^Not all of it: 1 file does not arrive/)
  })
})
