import { defineCheck } from '../check.ts'
import { at, measured } from '../definitions/shown-at.ts'
import { isKnownTool, toolMeantBy, toolsIn } from '../definitions/tools.ts'
import type { Definition } from '../definitions/types.ts'
import type { Found } from '../types.ts'

export const check = defineCheck({
  name: 'definition-tools',
  title: 'A tool that is named is none, or not written as it has to be',
  of: 'definition',
  evidence: measured(
    'The field allowed-tools may be a text with commas or spaces between the tools, or a list. Names count with their capital letters; what is not known, has no closing parenthesis, or is * allows nothing and says nothing, and neither does anything but a text or a list.',
  ),
  *find({ definition }) {
    for (const key of KEYS[definition.kind] ?? []) {
      const { rules, wrong } = toolsIn(definition.frontmatter.fields[key])
      if (wrong !== null)
        yield finding(definition, key, wrong, `Write the tools with commas between them: “${key}: Read, Bash(git *)”.`)
      for (const { text, tool, closed } of rules) {
        const meant = toolMeantBy(tool)
        if (!closed)
          yield finding(definition, key, `has ${text} without a closing parenthesis`, 'Close the parenthesis.', text)
        else if (tool === '*') {
          if (key === 'allowed-tools')
            yield finding(definition, key, 'has *, which stands for no tool', 'Name the tools.', text)
        } else if (!isKnownTool(tool) && meant !== null)
          yield finding(definition, key, `has ${tool}, which is no tool`, `Write ${meant}.`, text)
        else if (!isKnownTool(tool))
          yield {
            ...finding(
              definition,
              key,
              `has ${tool}, which is not a tool that Hotplug knows`,
              'See whether it is written right.',
              text,
            ),
            severity: 'note',
          }
      }
    }
  },
})

const KEYS: Readonly<Record<string, readonly string[]>> = {
  skill: ['allowed-tools'],
  command: ['allowed-tools'],
  agent: ['tools', 'disallowedTools'],
}

const finding = (definition: Definition, key: string, what: string, fix: string, rule = ''): Found => ({
  ...at(definition, key),
  key: `${key} ${rule}`,
  severity: 'warning',
  message: `${key} ${what}.`.replace(/^[a-z]/, (letter) => `“${letter}`).replace(/^(“[\w-]+)/, '$1”'),
  happens: HAPPENS[key] ?? '',
  fix,
})

const HAPPENS: Readonly<Record<string, string>> = {
  'allowed-tools': 'It allows nothing: Claude Code asks, as if it were not there.',
  tools: 'The agent is not given that tool.',
  disallowedTools: 'It takes nothing away: the agent has the tool.',
}
