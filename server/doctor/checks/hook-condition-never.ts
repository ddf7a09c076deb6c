import { defineCheck } from '../check.ts'
import { EVENTS } from '../hooks/events.ts'
import { atHook, measured } from '../hooks/found.ts'

const TOOL_EVENTS = new Set(
  [...EVENTS].filter(([, { matches }]) => matches?.what === 'the name of the tool').map(([event]) => event),
)

export const check = defineCheck({
  name: 'hook-condition-never',
  title: 'A condition that can never be true',
  of: 'hook',
  evidence: measured(
    'A UserPromptSubmit hook with an “if” never runs: it is a permission rule, and held against a tool call.',
  ),
  *find({ hook }) {
    if (typeof hook.handler.if !== 'string' || !EVENTS.has(hook.event) || TOOL_EVENTS.has(hook.event)) return
    yield {
      ...atHook(hook, 'if'),
      severity: 'error',
      message: `The hook has an “if”, and ${hook.event} is about no tool.`,
      happens: 'It never runs, and nobody is told.',
      fix: `Remove “if”, or use one of the events that have it: ${[...TOOL_EVENTS].join(', ')}.`,
    }
  },
})
