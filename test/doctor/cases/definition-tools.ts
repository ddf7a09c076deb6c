import type { Cases } from '../run-case.ts'

const skill = (...lines: string[]) => ['---', 'description: Says it.', ...lines, '---', '', 'Say it.', ''].join('\n')
const agent = (...lines: string[]) =>
  ['---', 'name: critic', 'description: Strict.', ...lines, '---', '', 'Be strict.', ''].join('\n')
const at = (line: number) => ({ at: [`config/skills/say/SKILL.md:${line}`] })

export const cases: Cases = {
  triggers: {
    'small letters': {
      config: { 'skills/say/SKILL.md': skill('allowed-tools: bash, Read') },
      ...at(3),
      says: /bash, which is no tool/,
    },
    'a letter too few': {
      config: { 'skills/say/SKILL.md': skill('allowed-tools: Bsh(git:*), Read') },
      ...at(3),
      says: /Bsh/,
    },
    'no closing parenthesis': {
      config: { 'skills/say/SKILL.md': skill('allowed-tools: Bash(git add:*, Read') },
      ...at(3),
      says: /parenthesis/,
    },
    'a bar between them': { config: { 'skills/say/SKILL.md': skill('allowed-tools: Read|Write') }, ...at(3) },
    'a star': { config: { 'skills/say/SKILL.md': skill('allowed-tools: "*"') }, ...at(3) },
    'names with values': {
      config: { 'skills/say/SKILL.md': skill('allowed-tools:', '  Bash: true') },
      ...at(3),
      says: /neither a text nor a list/,
    },
    'in a list': {
      config: { 'skills/say/SKILL.md': skill('allowed-tools:', '  - Read', '  - WebSerch') },
      ...at(3),
      says: /WebSerch/,
    },
    'one that nobody knows': {
      config: { 'skills/say/SKILL.md': skill('allowed-tools: Frobnicate') },
      ...at(3),
      says: /Hotplug knows/,
    },
    'an agent’s': { plugin: { 'agents/critic.md': agent('tools: read, Bash') }, at: ['agents/critic.md:4'] },
    'what an agent may not use': {
      config: { 'agents/critic.md': agent('disallowedTools: [bash]') },
      at: ['config/agents/critic.md:4'],
    },
  },
  nearMisses: {
    commas: { config: { 'skills/say/SKILL.md': skill('allowed-tools: Read, Bash(git add:*), Bash(git commit:*)') } },
    spaces: { config: { 'skills/say/SKILL.md': skill('allowed-tools: Read Bash(git add *) Grep') } },
    'a list': { config: { 'skills/say/SKILL.md': skill('allowed-tools:', '  - Read', '  - Bash(touch *)') } },
    'a list in one line': { config: { 'skills/say/SKILL.md': skill('allowed-tools: [Read, "Bash(touch:*)"]') } },
    'a tool of a server': {
      config: { 'skills/say/SKILL.md': skill('allowed-tools: mcp__tts__say, mcp__plugin_voice_tts__say') },
    },
    nothing: { config: { 'skills/say/SKILL.md': skill('allowed-tools:') } },
    'all tools for an agent': { config: { 'agents/critic.md': agent('tools: "*"') } },
    'older tools': { config: { 'commands/say.md': skill('allowed-tools: MultiEdit, LS, TodoWrite, Task') } },
  },
}
