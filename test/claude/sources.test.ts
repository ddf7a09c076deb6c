import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { normalAddress } from '../../server/claude/git.ts'
import { installVoice, openScratch, readOnce, type Scratch } from './inventory-scratch.ts'

const CLONE = 'config/plugins/marketplaces/lab'

suite('the source of a plugin', () => {
  const ENTRIES: readonly [string, unknown, string | null][] = [
    ['its folder in the clone', './plugins/voice', 'plugins/voice'],
    ['the clone itself', './', ''],
    ['unknown when it is somewhere on the network', { source: 'github', repo: 'acme/voice' }, null],
    ['unknown when its folder is not there', './plugins/gone', null],
    ['unknown when its folder is a file', './README.md', null],
    ['unknown when it climbs out', './../../../../home', null],
    ['unknown when it climbs out and back in', './plugins/../plugins/voice', null],
    ['unknown when it is a link out', './plugins/out', null],
    ['unknown when it lies behind a link out', './plugins/out/deep', null],
    ['unknown when it is a link to a folder whose name only begins alike', './plugins/alike', null],
    ['a link that stays inside', './plugins/in', 'plugins/in'],
    ['unknown when it is a link to nothing', './plugins/dangling', null],
    ['unknown when it has a backslash in it', './plugins\\voice', null],
    ['unknown when it has a NUL in it', './plugins/voice\0', null],
  ]
  for (const [what, source, expected] of ENTRIES) {
    test(`of a git marketplace is ${what}`, () => {
      using scratch = withClone(source)
      const { source: found } = voiceIn(scratch)
      assert.equal(
        found?.path ?? null,
        expected === null ? null : scratch.at(`${CLONE}/${expected}`).replace(/\/$/, ''),
      )
      assert.equal(found?.by, expected === null ? undefined : 'clone')
    })
  }

  test('that leads out of the clone is a problem that says where to', () => {
    using scratch = withClone('./plugins/out')
    const { problems } = readOnce(scratch)
    assert.deepEqual(problems, [
      {
        file: scratch.at(`${CLONE}/.claude-plugin/marketplace.json`),
        message: `The source of voice, ./plugins/out, leads out of its folder by a link, to ${scratch.at('outside')}.`,
      },
    ])
  })

  test('is the linked directory', () => {
    using scratch = withClone('./plugins/voice')
    const directory = scratch.folder('dev/voice')
    const { source, loaded } = voiceIn(scratch, directory)
    assert.deepEqual([source?.path, source?.by, loaded.how], [directory, 'link', 'cache'])
  })

  test('is inside of a linked checkout whose catalogue names the plugin', () => {
    using scratch = withClone('./plugins/voice')
    scratch.write('dev/lab/.claude-plugin/marketplace.json', {
      metadata: { pluginRoot: './parts' },
      plugins: [
        { name: 'other', source: './' },
        { name: 'voice', source: 'speech' },
      ],
    })
    const folder = scratch.folder('dev/lab/parts/speech')
    assert.equal(voiceIn(scratch, scratch.at('dev/lab')).source?.path, folder)
  })

  const LINKS: readonly [string, (scratch: Scratch) => string, RegExp][] = [
    ['is gone', ({ at }) => at('dev/gone'), /which is not a folder any more; link it anew or unlink it/],
    ['is a file', ({ write }) => write('dev/file', ''), /which is not a folder any more/],
    ['has a NUL in its name', ({ at }) => at('dev\0'), /which is not a folder any more/],
    [
      'has a catalogue that leads out of it',
      (scratch) => {
        scratch.link('dev/lab/away', scratch.folder('outside'))
        scratch.write('dev/lab/.claude-plugin/marketplace.json', { plugins: [{ name: 'voice', source: './away' }] })
        return scratch.at('dev/lab')
      },
      /leads out of its folder by a link/,
    ],
  ]
  for (const [what, make, message] of LINKS) {
    test(`is none, and that is a problem, when the linked directory ${what}`, () => {
      using scratch = withClone('./plugins/voice')
      const directory = make(scratch)
      const { plugins, problems } = readOnce(scratch, { links: new Map([['voice@lab', directory]]) })
      assert.equal(plugins[0]?.source, null)
      assert.match(problems.map((problem) => problem.message).join('\n'), message)
    })
  }
})

suite('a link is suggested', () => {
  test('for a checkout of the marketplace in which Claude Code was used', () => {
    using scratch = withCheckout('git@github.com:Acme/Lab.git')
    assert.equal(suggested(scratch), scratch.at('dev/lab/plugins/voice'))
  })

  test('for a checkout of the plugin alone with the same remote', () => {
    using scratch = withClone('./plugins/voice')
    used(scratch, checkout(scratch, 'dev/voice', 'https://github.com/acme/lab'))
    scratch.write('dev/voice/.claude-plugin/plugin.json', { name: 'voice' })
    assert.equal(suggested(scratch), scratch.at('dev/voice'))
  })

  test('for a folder deep in the checkout, a linked work tree, or one of several remotes', () => {
    using scratch = withCheckout(
      'https://example.com/fork.git"]\n[remote "upstream"]\n\turl = ssh://git@github.com/acme/lab',
    )
    used(scratch, scratch.folder('dev/lab/plugins/voice/skills'))
    assert.equal(suggested(scratch), scratch.at('dev/lab/plugins/voice'))

    scratch.write('dev/lab/.git/worktrees/tree/commondir', '../..')
    scratch.write('dev/tree/.git', `gitdir: ${scratch.at('dev/lab/.git/worktrees/tree')}`)
    catalogueIn(scratch, 'dev/tree')
    used(scratch, scratch.at('dev/tree'))
    assert.equal(suggested(scratch), scratch.at('dev/tree/plugins/voice'))
  })

  test('for the project itself', () => {
    using scratch = withClone('./plugins/voice')
    catalogueIn(scratch, 'project')
    checkout(scratch, 'project', 'https://github.com/acme/lab.git')
    assert.equal(suggested(scratch), scratch.at('project/plugins/voice'))
  })

  const NEVER: readonly [string, (scratch: Scratch) => void][] = [
    ['with another remote', (scratch) => checkout(scratch, 'dev/lab', 'https://github.com/acme/lab2.git')],
    [
      'with no remote',
      (scratch) => scratch.write('dev/lab/.git/config', '[core]\n\turl = https://github.com/acme/lab'),
    ],
    [
      'with another plugin',
      (scratch) => scratch.write('dev/lab/.claude-plugin/marketplace.json', { plugins: [{ name: 'x', source: './' }] }),
    ],
    ['with a damaged catalogue', (scratch) => scratch.write('dev/lab/.claude-plugin/marketplace.json', '{')],
    ['whose .git is damaged', (scratch) => scratch.write('dev/lab/.git/config', Buffer.from([0xff, 0x00]))],
  ]
  for (const [what, change] of NEVER) {
    test(`never for a checkout ${what}`, () => {
      using scratch = withCheckout('https://github.com/acme/lab')
      change(scratch)
      assert.equal(suggested(scratch), null)
    })
  }

  test("never for Claude Code's own clone, not even by a link to it", () => {
    using scratch = withClone('./plugins/voice')
    checkout(scratch, CLONE, 'https://github.com/acme/lab.git')
    scratch.link('dev/link', scratch.at(CLONE))
    used(scratch, scratch.at(CLONE), scratch.at('dev/link'), scratch.at(`${CLONE}/plugins/voice`))
    assert.equal(suggested(scratch), null)
  })

  for (const content of [
    '',
    '{',
    '[]',
    '{"projects":[]}',
    '{"projects":{"relative":{},"/a\\u0000b":{},"__proto__":{}}}',
  ])
    test(`never by a .claude.json that holds ${JSON.stringify(content)}, which is no problem`, () => {
      using scratch = withClone('./plugins/voice')
      scratch.write('config/.claude.json', content)
      assert.equal(suggested(scratch), null)
      assert.deepEqual(readOnce(scratch).problems, [])
    })
})

test('the same repository is known by all its addresses', () => {
  const same = [
    'acme/lab',
    'Acme/Lab',
    'https://github.com/acme/lab',
    'https://github.com/acme/lab.git',
    'https://github.com/acme/lab.git/',
    'https://token@github.com/acme/lab',
    'git@github.com:acme/lab.git',
    'ssh://git@github.com/acme/lab.git',
    'ssh://git@github.com:22/acme/lab',
    'git://github.com/acme/lab',
    'git+ssh://git@github.com/acme/lab',
  ]
  assert.deepEqual([...new Set(same.map(normalAddress))], ['github.com/acme/lab'])
  const others = ['acme/lab2', 'https://example.com/acme/lab', '/srv/acme/lab', 'file:///srv/acme/lab', '']
  assert.equal(new Set([...others, 'acme/lab'].map(normalAddress)).size, others.length + 1)
})

/** A git marketplace whose clone has the plugin, and all kinds of links. */
function withClone(source: unknown) {
  const scratch = openScratch()
  const { at, write, folder, link } = scratch
  installVoice(scratch)
  write(`${CLONE}/.claude-plugin/marketplace.json`, { name: 'lab', plugins: [{ name: 'voice', source }] })
  write(`${CLONE}/README.md`, '')
  folder(`${CLONE}/plugins/voice`)
  folder('outside/deep')
  link(`${CLONE}/plugins/out`, at('outside'))
  link(`${CLONE}/plugins/alike`, folder(`${CLONE}-alike`))
  link(`${CLONE}/plugins/in`, 'voice')
  link(`${CLONE}/plugins/dangling`, 'nowhere')
  write('config/plugins/known_marketplaces.json', {
    lab: { source: { source: 'github', repo: 'acme/lab' }, installLocation: at(CLONE) },
  })
  return scratch
}

function withCheckout(remote: string) {
  const scratch = withClone('./plugins/voice')
  catalogueIn(scratch, 'dev/lab')
  used(scratch, checkout(scratch, 'dev/lab', remote))
  return scratch
}

function catalogueIn(scratch: Scratch, folder: string) {
  scratch.write(`${folder}/.claude-plugin/marketplace.json`, {
    plugins: [{ name: 'voice', source: './plugins/voice' }],
  })
  scratch.folder(`${folder}/plugins/voice`)
}

function checkout(scratch: Scratch, folder: string, remote: string) {
  scratch.write(
    `${folder}/.git/config`,
    `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${remote}\n\tfetch = x\n[branch "main"]\n`,
  )
  return scratch.at(folder)
}

const used = (scratch: Scratch, ...folders: string[]) =>
  scratch.write('config/.claude.json', { projects: Object.fromEntries(folders.map((folder) => [folder, {}])) })

function voiceIn(scratch: Scratch, linked?: string) {
  const [voice] = readOnce(scratch, { links: new Map(linked ? [['voice@lab', linked]] : []) }).plugins
  assert.ok(voice)
  return voice
}

const suggested = (scratch: Scratch) => voiceIn(scratch).suggestion?.path ?? null
