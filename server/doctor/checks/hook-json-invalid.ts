import { defineCheck } from '../check.ts'
import { measured } from '../hooks/found.ts'

export const check = defineCheck({
  name: 'hook-json-invalid',
  title: 'A file of hooks cannot be read',
  of: 'hook file',
  evidence: measured(
    'A hooks.json with a comma too many, a comment, a byte order mark or nothing in it loads no hook at all. ' +
      'A settings file that cannot be read is left out as a whole; there a byte order mark does no harm.',
  ),
  *find({ file, how, problems, byteOrderMark }) {
    if (how === 'in the manifest' || how === 'frontmatter') return
    const happens =
      how === 'settings'
        ? 'Claude Code leaves this whole settings file out: its hooks, permissions and plugins too.'
        : 'None of the hooks in this file are loaded; the rest of the plugin is.'
    const about = 'file of hooks'
    for (const [index, { message, line }] of problems.entries())
      yield {
        key: `json ${index}`,
        severity: 'error',
        file,
        line: line ?? 1,
        about,
        message: sentence(message),
        happens: isTooLarge(message)
          ? 'It is not known what Claude Code makes of it: Hotplug looks into none of it.'
          : happens,
        fix: isAboutJson(message) ? FIX_JSON : isTooLarge(message) ? FIX_SIZE : FIX_FILE,
      }
    if (byteOrderMark && how !== 'settings')
      yield {
        key: 'byte order mark',
        severity: 'error',
        file,
        line: 1,
        about,
        message: 'The file begins with a byte order mark, which Claude Code takes for a character that is no JSON.',
        happens,
        fix: 'Save the file as UTF-8 without a byte order mark.',
      }
  },
})

const sentence = (message: string) => `The file ${message.replace(/^\S+ /, '')}`

const FIX_JSON = 'Correct the JSON at that place: no comments, no comma after the last entry, and nothing cut off.'
const FIX_FILE = 'Put a plain file of UTF-8 text there, in the plugin itself, that you may read.'

const FIX_SIZE = 'Make it smaller: nobody needs that many hooks.'

const isTooLarge = (message: string) => message.includes('larger than')
const isAboutJson = (message: string) => /JSON|cut off|is empty|levels deep/.test(message)
