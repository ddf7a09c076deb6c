import { defineCheck } from '../check.ts'
import { measured } from '../hooks/found.ts'

export const check = defineCheck({
  name: 'hook-file-twice',
  title: 'A file of hooks is named that is read anyway',
  of: 'hook file',
  evidence: measured(
    'With 2.1.329, hooks/hooks.json that the manifest names as well is loaded once. Users of older versions reported ' +
      '“Duplicate hooks file detected”, with which none of its hooks were loaded (documented).',
  ),
  *find({ file, how, exists, namedAt, place }) {
    if (!exists) return
    const isUsual = how === 'usual place'
    for (const { file: manifest, line } of isUsual ? namedAt : namedAt.slice(1))
      yield {
        key: `${line} ${file.slice(place.root.length)}`,
        severity: 'note',
        file: manifest,
        line,
        about: 'hooks in the manifest',
        message: `The manifest names “${file.slice(place.root.length + 1)}”, which is read ${isUsual ? 'without it' : 'already'}.`,
        happens: 'It is loaded once; older versions of Claude Code refused the file as a duplicate.',
        fix: 'Take it out of the manifest.',
      }
  },
})
