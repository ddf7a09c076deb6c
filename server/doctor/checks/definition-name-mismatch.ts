import { defineCheck } from '../check.ts'
import { at, measured, typed } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-name-mismatch',
  title: 'A name in the frontmatter is another than the file’s or folder’s',
  of: 'definition',
  evidence: measured(
    'A skill is listed by its folder; another name in its frontmatter may be typed as well. The name of a command of the user or a project is not heeded at all.',
  ),
  *find({ definition }) {
    const { kind, name, aliases, frontmatter, place, discovery } = definition
    const written = frontmatter.fields.name
    if (discovery.state !== 'discovered' || typeof written !== 'string' || written.trim() === '') return
    const isIgnored = kind === 'command' && place.kind !== 'plugin' && written.trim() !== name.split(':').at(-1)
    const isOther = aliases.length > 0 && written.trim() !== name.split(':').at(-1)
    if (!isIgnored && !isOther) return
    yield {
      ...at(definition, 'name'),
      severity: 'note',
      message: `The frontmatter calls it ${written.trim()}, its ${kind === 'skill' ? 'folder' : 'file'} ${name}.`,
      happens: isIgnored
        ? `Only ${typed(name)} runs it: the name in the frontmatter does nothing.`
        : `Claude knows it as ${name}; ${aliases.map(typed).join(' and ')} may be typed as well, where nothing else is called that.`,
      fix: `Use one name: rename the ${kind === 'skill' ? 'folder' : 'file'}, or remove the name from the frontmatter.`,
    }
  },
})
