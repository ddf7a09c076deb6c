import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SequenceFacts, sequenceFor } from '../../../server/plugins/reinstall/sequence.ts'

const ID = 'voice@lab'

const USUAL: SequenceFacts = {
  id: ID,
  program: true,
  record: { scope: 'user', projectPath: null },
  projectThere: true,
  marketplace: { name: 'lab', kind: 'github', present: true },
  entry: { source: { kind: 'relative', path: './plugins/voice' } },
  enabled: true,
  options: false,
}

const from = (kind: 'npm' | 'github' | 'git' | 'url' | 'git-subdir' | 'archive' | 'command') => ({
  source: { kind, location: 'somewhere', path: null, ref: null, link: false },
})
const marketplace = (kind: 'git' | 'directory' | 'file' | 'url' | 'unknown') => ({ name: 'lab', kind, present: true })

const THREE = ['marketplace update lab', `uninstall ${ID} --keep-data --scope user`, `install ${ID} --scope user`]
const HELD = [
  'marketplace update lab',
  `install ${ID} --scope local`,
  `uninstall ${ID} --keep-data --scope user`,
  `install ${ID} --scope user`,
  `uninstall ${ID} --keep-data --scope local`,
]
const inScope = (scope: string) => THREE.map((command) => command.replace('--scope user', `--scope ${scope}`))

const RUNS: Record<string, [facts: Partial<SequenceFacts>, commands: readonly string[]]> = {
  'a GitHub marketplace': [{}, THREE],
  'a git marketplace': [{ marketplace: marketplace('git') }, THREE],
  'a directory marketplace': [{ marketplace: marketplace('directory') }, THREE],
  'a marketplace that is a file on this machine': [{ marketplace: marketplace('file') }, THREE],
  'a marketplace that is one downloaded file brings no plugin along': [{ marketplace: marketplace('url') }, HELD],
  'a marketplace of an unknown kind': [{ marketplace: marketplace('unknown') }, HELD],
  'a plugin from npm': [{ entry: from('npm') }, HELD],
  'a plugin from a repository of its own': [{ entry: from('github') }, HELD],
  'a plugin from a folder of another repository': [{ entry: from('git-subdir') }, HELD],
  'a plugin with options': [{ options: true }, HELD],
  'a disabled plugin': [{ enabled: false }, [...THREE, `disable ${ID} --scope user`]],
  'a disabled plugin with options': [
    { enabled: false, options: true },
    [...HELD.slice(0, 4), `disable ${ID} --scope user`, ...HELD.slice(4)],
  ],
  'a plugin of a project': [{ record: { scope: 'project', projectPath: '/dev/site' } }, inScope('project')],
  'a plugin of a project, for one person': [{ record: { scope: 'local', projectPath: '/dev/site' } }, inScope('local')],
}

for (const [what, [facts, commands]] of Object.entries(RUNS)) {
  test(`${what} is reinstalled by ${commands.length} commands`, () => {
    const sequence = sequenceFor({ ...USUAL, ...facts })
    assert.equal(sequence.cannot, null)
    assert.deepEqual(
      sequence.commands.map(({ args }) => args.join(' ')),
      commands.map((command) => `plugin ${command}`),
    )
  })
}

const REFUSED: Record<string, [facts: Partial<SequenceFacts>, sentence: RegExp]> = {
  'an id that looks like an option': [{ id: '--settings=x@lab' }, /not an id that can be handed to claude/],
  'an id with a command in it': [{ id: 'voice; touch p@lab' }, /not an id/],
  'what is not installed from a marketplace': [{ record: null }, /was not installed from a marketplace/],
  'what administrators manage': [{ record: { scope: 'managed', projectPath: null } }, /managed by your organisation/],
  'anything without a claude': [{ program: false }, /No `claude` was found/],
  'a plugin of a project that is gone': [
    { record: { scope: 'project', projectPath: '/dev/gone' }, projectThere: false },
    /installed for the \/dev\/gone, which is not there/,
  ],
  'a plugin of a marketplace that was removed': [{ marketplace: null }, /does not know the marketplace lab/],
  'a plugin of a marketplace whose catalogue is gone': [
    { marketplace: { name: 'lab', kind: 'github', present: false } },
    /catalogue of the marketplace lab is not there/,
  ],
  'a plugin that the catalogue does not name': [{ entry: null }, /could not be installed again/],
  'a plugin whose installation runs a command': [{ entry: from('command') }, /you have to confirm yourself/],
}

for (const [what, [facts, sentence]] of Object.entries(REFUSED)) {
  test(`${what} is not reinstalled`, () => {
    const sequence = sequenceFor({ ...USUAL, ...facts })
    assert.deepEqual(sequence.commands, [])
    assert.match(sequence.cannot?.sentence ?? '', sentence)
  })
}
