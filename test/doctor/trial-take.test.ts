import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { dynamicCommands, mentionedFiles } from '../../server/doctor/definitions/dynamic.ts'
import { withoutServers } from '../../server/doctor/definitions/without-servers.ts'
import { takeAgent, takeInvoked, takeStyle } from '../../server/plugins/doctor/trial-take.ts'
import type { Asker, Received } from '../../server/probe/drive/model.ts'

const text = (...texts: string[]) => texts.map((one) => ({ type: 'text', text: one }))

const request = (
  content: unknown,
  { asker = 'main', system = '' }: { asker?: Asker; system?: unknown } = {},
): Received => ({
  ...{ asker, at: 0 },
  body: { model: 'claude', system, messages: [{ role: 'user', content }] },
})

const ANNOUNCED = '<command-message>say</command-message>\n<command-name>/say</command-name>\n'
const asked = { name: 'say', invoked: '/say it', asked: '/say it', said: 'ok', way: 'typed' as const, apart: false }
const inFork = { ...asked, apart: true }

suite('the text in what reached the model', () => {
  test('is what follows its own announcement, not that of an earlier one', () => {
    const earlier = '<command-message>x</command-message>\n<command-name>/x</command-name>\n'
    const found = takeInvoked(
      [request(text(earlier, 'Other.', ANNOUNCED, '<system-reminder>No.</system-reminder>', 'Say it.'))],
      asked,
    )
    assert.deepEqual([found.state, 'text' in found && found.text], ['taken', 'Say it.'])
  })

  test('without an announcement there is none, but in a conversation of its own', () => {
    const found = takeInvoked([request(text('<system-reminder>No.</system-reminder>', 'Think.'))], inFork)
    assert.equal('apart' in found && found.apart && found.text, 'Think.')
    assert.equal(takeInvoked([request(text('Think.'))], asked).state, 'refused')
    const called = [request('/say it'), request(text('Think.'), { asker: 'agent' }), request(text('Done.'))]
    const other = takeInvoked(called, inFork)
    assert.equal('text' in other && other.text, 'Think.')
    assert.equal(takeInvoked([request('/say it')], inFork).state, 'refused')
  })

  test('the tool that refuses it is heard', () => {
    const error = { type: 'tool_result', content: '<tool_use_error>Not by Claude.</tool_use_error>' }
    const found = takeInvoked([request(text('Use it.')), request([error])], asked)
    assert.equal('said' in found && found.said, 'Not by Claude.')
  })

  test('what was typed, sent as it was, is none', () => {
    assert.equal(takeInvoked([request('/say it')], asked).state, 'refused')
    assert.equal(takeInvoked([], asked).state, 'refused')
    assert.equal(takeInvoked([request(text('a title'), { asker: 'side' })], asked).state, 'refused')
  })

  test('an unfinished or foreign body is no failure', () => {
    for (const content of [null, 3, [], [null], [{ type: 'image' }], [{ type: 'text', text: 3 }]])
      assert.equal(takeInvoked([request(content)], asked).state, 'refused')
    assert.equal(
      takeAgent([request('x', { asker: 'agent', system: [] })], { requests: [], text: 'x' }, asked).state,
      'refused',
    )
  })

  test('of an agent it is what another agent does not have', () => {
    const agent = (prompt: string) => [request('do', { asker: 'agent', system: text('You are.', prompt) })]
    const control = { requests: agent('CONTROL\n\nNotes.'), text: 'CONTROL' }
    const found = takeAgent(agent('You listen.\n\nNotes.'), control, asked)
    assert.deepEqual('text' in found && [found.text, found.added], ['You listen.', '\n\nNotes.'.length])
    const other = takeAgent(agent('You listen.'), control, asked)
    assert.deepEqual('text' in other && [other.text, other.added], ['You listen.', 0])
  })

  test('of an output style it is its part of the system prompt, where its end is known', () => {
    const system = text('Before.\n\n# Output Style: loud\nSPEAK.\n\nAfter.')
    const found = takeStyle([request('hello', { system })], 'loud', '\nSPEAK.\n')
    assert.equal('text' in found && found.text, '# Output Style: loud\nSPEAK.')
    assert.equal(takeStyle([request('hello', { system })], 'loud', 'Other.').state, 'refused')
    assert.equal(takeStyle([request('hello')], 'loud', 'SPEAK.').state, 'refused')
  })
})

suite('what a text runs and mentions', () => {
  test('commands between backticks and in blocks', () => {
    const body = 'A !`git status` and `!no` and\n```!\necho 1\necho 2\n```\nand ```bash\nnone\n``` and x!`yes`'
    assert.deepEqual(dynamicCommands(body), ['git status', 'echo 1\necho 2', 'yes'])
    assert.deepEqual(dynamicCommands('None! `here`'), [])
  })

  test('files after an @', () => {
    assert.deepEqual(mentionedFiles('See @a.md, (@b/c.md) and ada@example.com @a.md. @'), ['a.md', 'b/c.md'])
  })

  test('an agent without its servers is the same in all else', () => {
    const agent =
      '---\nname: a\nmcpServers:\n  - x:\n      command: touch\nhooks: {}\nmodel: b\n---\nBody: mcpServers\n'
    assert.equal(withoutServers(agent, 'agent'), '---\nname: a\nmodel: b\n---\nBody: mcpServers\n')
    assert.equal(withoutServers(agent, 'skill'), agent)
    assert.equal(withoutServers('---\nname: a\n---\nmcpServers', 'agent'), '---\nname: a\n---\nmcpServers')
    assert.throws(() => withoutServers('---\nname: [\nmcpServers: x\n---\n', 'agent'), /not valid YAML/)
  })
})
