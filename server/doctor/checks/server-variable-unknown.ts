import { defineCheck } from '../check.ts'
import { called, placeOf, quoted } from '../servers/said.ts'
import type { ServerSubject } from '../servers/types.ts'
import { optionsIn, variablesIn } from '../servers/variables.ts'

export const check = defineCheck({
  name: 'server-variable-unknown',
  title: 'A server names a variable that is not set',
  of: 'server',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: `A variable that is not set stays in the text as it is written, and the server is started with it; the debug log says so. \${NAME:-otherwise} is replaced. In a project’s .mcp.json CLAUDE_PROJECT_DIR and CLAUDE_PLUGIN_ROOT are not set.`,
    shownBy: 'claude/doctor-servers.test.ts',
  },
  *find(subject) {
    for (const [at, text] of subject.server.texts) {
      for (const written of unknownIn(text, subject)) {
        const place = placeOf(subject.server, at)
        yield {
          ...place,
          key: `${place.key} ${written}`,
          severity: OF_PLUGINS.has(written) ? 'error' : 'warning',
          message: `${called(subject.server)} names ${quoted(`\${${written}}`)}, which is not set ${where(written, subject)}.`,
          happens: 'It is started with the text as it is written, dollar sign and all.',
          fix: fixFor(written, subject),
        }
      }
    }
  },
})

const OF_PLUGINS = new Set(['CLAUDE_PLUGIN_ROOT', 'CLAUDE_PLUGIN_DATA', 'CLAUDE_PROJECT_DIR'])

function unknownIn(text: string, { variables, place }: ServerSubject): readonly string[] {
  const names = variablesIn(text).filter((name) => !variables.known.has(name))
  const options = place.kind === 'plugin' ? optionsIn(text).filter((name) => !variables.options.has(name)) : []
  return [...new Set([...names, ...options.map((name) => `user_config.${name}`)])]
}

function where(written: string, { place }: ServerSubject): string {
  if (written.startsWith('user_config.')) return 'by `userConfig` in plugin.json'
  return OF_PLUGINS.has(written) && place.kind === 'project' ? 'in a project’s .mcp.json' : 'where Hotplug runs'
}

function fixFor(written: string, { place }: ServerSubject): string {
  if (written.startsWith('user_config.')) return 'Declare the option below `userConfig` in plugin.json.'
  if (OF_PLUGINS.has(written) && place.kind === 'project')
    return 'Write the path itself; a relative one begins in the folder of the session.'
  return `Set it before \`claude\` is started or in \`env\` of a settings file, or write \`\${${written}:-otherwise}\`.`
}
