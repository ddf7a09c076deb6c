/** A server of tools with one tool, which is named by its argument or, without one, by its own text. */
export const toolServer = (tool: string): string => `import { argv, stdin } from 'node:process'
import { createInterface } from 'node:readline'

const name = argv[2] ?? '${tool}'
const tools = [{ name, description: 'A tool.', inputSchema: { type: 'object', properties: {} } }]
const answers = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'sample', version: '1' },
  }),
  'tools/list': () => ({ tools }),
  'tools/call': () => ({ content: [{ type: 'text', text: 'done' }] }),
  ping: () => ({}),
}

createInterface({ input: stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line)
  if (id === undefined) return
  const answer = answers[method]
  const outcome = answer ? { result: answer(params ?? {}) } : { error: { code: -32601, message: 'Unknown' } }
  console.log(JSON.stringify({ jsonrpc: '2.0', id, ...outcome }))
})
`
