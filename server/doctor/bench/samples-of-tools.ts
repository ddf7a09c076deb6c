import { type At, documented, each, inTool, type Maker, measured } from './sample-common.ts'
import { SAMPLE_TOOLS, type SampleTool } from './sample-tools.ts'

const tools = (make: (tool: SampleTool, at: At) => Readonly<Record<string, unknown>>): Maker =>
  each(SAMPLE_TOOLS, (tool, at) => measured(tool.name, make(tool, at)))

const called = (tool: SampleTool, at: At) => ({ tool_name: tool.name, tool_input: tool.input(at) })
const USE = 'toolu_01hotplugbenchsample000'

/** Events around a call of a tool. */
export const OF_TOOLS: Readonly<Record<string, Maker>> = {
  PreToolUse: tools((tool, at) => ({
    ...inTool(at, 'PreToolUse'),
    ...called(tool, at),
    tool_use_id: USE,
  })),
  PostToolUse: tools((tool, at) => ({
    ...inTool(at, 'PostToolUse'),
    ...called(tool, at),
    tool_response: tool.response(at),
    tool_use_id: USE,
    duration_ms: 21,
  })),
  PostToolUseFailure: tools((tool, at) => ({
    ...inTool(at, 'PostToolUseFailure'),
    ...called(tool, at),
    tool_use_id: USE,
    error: `File does not exist. Note: your current working directory is ${at.project}.`,
    is_interrupt: false,
    duration_ms: 4,
  })),
  PostToolBatch: (at) => [
    measured('Bash', {
      ...inTool(at, 'PostToolBatch'),
      tool_calls: SAMPLE_TOOLS.slice(0, 1).map((tool) => ({
        ...called(tool, at),
        tool_use_id: USE,
        tool_response: 'hi',
      })),
    }),
  ],
  PermissionRequest: tools((tool, at) => ({
    ...inTool(at, 'PermissionRequest'),
    ...called(tool, at),
    permission_suggestions: [{ type: 'setMode', mode: 'acceptEdits', destination: 'session' }],
  })),
  PermissionDenied: each(SAMPLE_TOOLS, (tool, at) =>
    documented(tool.name, {
      ...inTool(at, 'PermissionDenied'),
      ...called(tool, at),
      tool_use_id: USE,
      reason: 'It is not allowed here.',
    }),
  ),
}
