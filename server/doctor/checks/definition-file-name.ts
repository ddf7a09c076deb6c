import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-file-name',
  title: 'A file’s name keeps it from being read',
  of: 'definition',
  evidence: measured(
    'A skill’s file has to be called SKILL.md in capital letters. Of the user’s and a project’s commands and agents only files ending with .md are read, not with .MD; a plugin’s command deploy.MD is called by that whole name.',
  ),
  *find({ definition }) {
    const { discovery, kind, path, name } = definition
    if (discovery.state === 'not discovered' && discovery.reason === 'file name')
      yield {
        ...at(definition),
        severity: 'error',
        message: `The ${kind} is not read for the name of its file. ${discovery.why}`,
        happens: 'Claude Code does not discover it, and says nothing.',
        fix: `Rename the file to ${kind === 'skill' ? 'SKILL.md' : (path.split('/').at(-1) ?? '').replace(/md$/i, 'md')}.`,
      }
    else if (kind === 'command' && /\.MD$/i.test(name))
      yield {
        ...at(definition),
        severity: 'warning',
        message: `The command’s name is ${name}, with the ending of its file.`,
        happens: `Only /${name} runs it.`,
        fix: 'Let the file’s name end with .md, in small letters.',
      }
  },
})
