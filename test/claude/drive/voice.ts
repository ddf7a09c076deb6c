import type { PluginFiles } from '../../../server/probe/drive/marketplaces.ts'

/** The texts of the example plugin that can be told apart in what reaches the model. */
export type VoiceTexts = typeof TEXTS

const TEXTS = {
  version: '0.1.0',
  skillDescription: 'Say something aloud.',
  skill: 'Read the text aloud in a calm voice.',
  command: 'Repeat it in capital letters.',
  agentDescription: 'Criticises how a sentence sounds.',
  agent: 'You listen for hissing consonants.',
  /** An argument in hooks.json, which the script prints. */
  hookConfig: 'briefly',
  hookScript: 'Answer as if it were heard.',
  /** In the file that the hook script imports. */
  hookHelper: 'Avoid tables.',
  /** A tool of the MCP server. */
  tool: 'say',
  outputStyle: 'Write for the ear.',
}

/** A plugin as people write them, with one part of every kind; `texts` replaces some of what it says. */
export function voicePlugin(texts: Partial<VoiceTexts> = {}): PluginFiles {
  const say = { ...TEXTS, ...texts }
  return {
    '.claude-plugin/plugin.json': pretty({
      name: 'voice',
      version: say.version,
      description: 'Lets Claude speak.',
      author: { name: 'Ada' },
    }),
    'README.md': '# voice\n\nLets Claude speak.\n',
    'skills/speak/SKILL.md': markdown({ name: 'speak', description: say.skillDescription }, say.skill),
    'skills/speak/voices.md': '# Voices\n\n- calm\n- bright\n',
    'commands/shout.md': markdown({ description: 'Say it louder.' }, `${say.command}\n\n$ARGUMENTS`),
    'agents/critic.md': markdown({ name: 'critic', description: say.agentDescription }, say.agent),
    'output-styles/spoken.md': markdown({ name: 'spoken', description: 'For the ear.' }, say.outputStyle),
    'hooks/hooks.json': pretty({
      hooks: {
        UserPromptSubmit: [{ hooks: [command(`"\${CLAUDE_PLUGIN_ROOT}/hooks/remind.mjs" ${say.hookConfig}`)] }],
        PostToolUse: [{ matcher: 'Write|Edit', hooks: [command(`"\${CLAUDE_PLUGIN_ROOT}/hooks/after-edit.sh"`)] }],
      },
    }),
    'hooks/remind.mjs': lines(
      '#!/usr/bin/env node',
      "import { habits } from './lib/habits.mjs'",
      '',
      `console.log('Voice:', process.argv[2], '${say.hookScript}', habits)`,
    ),
    'hooks/lib/habits.mjs': lines(`export const habits = '${say.hookHelper}'`),
    'hooks/after-edit.sh': lines('#!/bin/sh', 'cat > /dev/null', 'exit 0'),
    '.mcp.json': pretty({
      mcpServers: { tts: { command: 'node', args: [`\${CLAUDE_PLUGIN_ROOT}/mcp/server.mjs`] } },
    }),
    'mcp/server.mjs': mcpServer(say.tool),
  }
}

const lines = (...text: string[]) => `${text.join('\n')}\n`
const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const command = (line: string) => ({ type: 'command', command: line })
const markdown = (front: Record<string, string>, body: string) =>
  lines('---', ...Object.entries(front).map(([key, value]) => `${key}: ${value}`), '---', '', body)

const mcpServer = (tool: string) => `import { createInterface } from 'node:readline'

const tools = [{ name: '${tool}', description: 'Says a text.', inputSchema: { type: 'object', properties: { text: { type: 'string' } } } }]
const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'tts', version: '1' } }),
  'tools/list': () => ({ tools }),
  'tools/call': ({ arguments: input }) => ({ content: [{ type: 'text', text: 'Said: ' + input?.text }] }),
  ping: () => ({}),
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line)
  if (id === undefined) return
  const answer = answers[method]
  const outcome = answer ? { result: answer(params ?? {}) } : { error: { code: -32601, message: 'Unknown method ' + method } }
  console.log(JSON.stringify({ jsonrpc: '2.0', id, ...outcome }))
})
`
