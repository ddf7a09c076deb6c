import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entry, git, installed, MANIFEST, manifest, record } from '../packaging-files.ts'
import type { Cases, Files, Folders } from '../run-case.ts'

const SAY = 'commands/say.md'
const plugin: Files = { ...manifest(), [SAY]: 'Say it.\n' }

/** The copy that was installed, with these texts where they were others. */
const copied =
  (files: Record<string, string>) =>
  ({ root }: Folders) => {
    for (const [path, text] of Object.entries({ ...plugin, ...files })) {
      mkdirSync(join(root, 'installed', path, '..'), { recursive: true })
      writeFileSync(join(root, 'installed', path), text)
    }
  }

function committed(folders: Folders) {
  copied({ [SAY]: 'Say it.\n' })(folders)
  git(folders.plugin, 'init', '--quiet')
  git(folders.plugin, 'add', '--all')
  git(folders.plugin, 'commit', '--quiet', '--message', 'First version')
}

const atCommit = (folders: Folders) =>
  installed({ records: [record(folders.root, { gitCommitSha: git(folders.plugin, 'rev-parse', 'HEAD') })] })(folders)

export const cases: Cases = {
  triggers: {
    'a command that changed': {
      plugin,
      prepare: copied({ [SAY]: 'Shout it.\n' }),
      place: installed(),
      at: [`${MANIFEST}:3`],
      says: /^`commands\/say.md` changed since 0\.1\.0 was installed/,
    },
    'two files': {
      plugin: { ...plugin, 'commands/more.md': 'More.\n' },
      prepare: copied({ [SAY]: 'Shout it.\n' }),
      place: installed(),
      at: [`${MANIFEST}:3`],
      says: /and one more file/,
    },
    'since the commit that was installed, though the copy was brought up to date': {
      plugin,
      prepare: (folders) => {
        committed(folders)
        writeFileSync(join(folders.plugin, SAY), 'Shout it.\n')
        copied({ [SAY]: 'Shout it.\n' })(folders)
      },
      place: atCommit,
      at: [`${MANIFEST}:3`],
    },
    'a version that stands in the catalogue alone': {
      plugin: { [MANIFEST]: '{ "name": "voice" }\n' },
      prepare: copied({}),
      place: installed({ entry: entry({ version: '0.1.0' }) }),
      at: [MANIFEST],
    },
  },
  nearMisses: {
    'nothing changed': { plugin, prepare: copied({}), place: installed() },
    'nothing changed since the commit': { plugin, prepare: committed, place: atCommit },
    'a new version': {
      plugin: { ...plugin, ...manifest({ version: '0.2.0' }) },
      prepare: copied({ [SAY]: 'Shout it.\n' }),
      place: installed(),
    },
    'no version at all: every commit is one': {
      plugin: { ...plugin, [MANIFEST]: '{ "name": "voice" }\n' },
      prepare: copied({ [SAY]: 'Shout it.\n' }),
      place: installed(),
    },
    'never installed': { plugin },
  },
}
