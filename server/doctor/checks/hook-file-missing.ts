import { defineCheck } from '../check.ts'
import { measured } from '../hooks/found.ts'

export const check = defineCheck({
  name: 'hook-file-missing',
  title: 'The manifest names a file of hooks that is not there',
  of: 'hook file',
  evidence: measured('The plugin and its other hooks are loaded; “claude plugin list” has an error “Path not found”.'),
  *find({ file, exists, namedAt, place }) {
    if (exists) return
    for (const [index, { file: manifest, line }] of namedAt.entries())
      yield {
        key: `${index} ${file.slice(place.root.length)}`,
        severity: 'error',
        file: manifest,
        line,
        about: 'hooks in the manifest',
        message: `The manifest names “${file.slice(place.root.length + 1)}” for hooks, and there is no such file.`,
        happens: 'The hooks that should be in it never run; everything else of the plugin is loaded.',
        fix: 'Correct the path, or take it out: hooks/hooks.json is read without being named.',
      }
  },
})
