import type { At } from './sample-common.ts'

/** A tool as 2.1.329 calls it, and what it answers to its hooks. */
export type SampleTool = { name: string; input: (at: At) => unknown; response: (at: At) => unknown }

const file = ({ project }: At) => `${project}/notes.md`

export const SAMPLE_TOOLS: readonly SampleTool[] = [
  {
    name: 'Bash',
    input: () => ({ command: 'echo hi', description: 'Say hi' }),
    response: () => ({ stdout: 'hi', stderr: '', interrupted: false, isImage: false, noOutputExpected: false }),
  },
  {
    name: 'Write',
    input: (at) => ({ file_path: file(at), content: '# Notes\n' }),
    response: (at) => ({
      type: 'create',
      filePath: file(at),
      content: '# Notes\n',
      structuredPatch: [],
      originalFile: null,
      userModified: false,
    }),
  },
  {
    name: 'Edit',
    input: (at) => ({ file_path: file(at), old_string: 'Notes', new_string: 'News', replace_all: false }),
    response: (at) => ({
      filePath: file(at),
      oldString: 'Notes',
      newString: 'News',
      originalFile: '# Notes\n',
      structuredPatch: [{ oldStart: 1, oldLines: 1, newStart: 1, newLines: 1, lines: ['-# Notes', '+# News'] }],
      userModified: false,
      replaceAll: false,
    }),
  },
  {
    name: 'Read',
    input: (at) => ({ file_path: file(at) }),
    response: (at) => ({
      type: 'text',
      file: { filePath: file(at), content: '# Notes\n', numLines: 2, startLine: 1, totalLines: 2 },
    }),
  },
  {
    name: 'Grep',
    input: () => ({ pattern: 'Notes' }),
    response: () => ({ mode: 'files_with_matches', filenames: ['notes.md'], numFiles: 1, totalFiles: 1 }),
  },
  {
    name: 'Glob',
    input: () => ({ pattern: '*.md' }),
    response: () => ({
      filenames: ['notes.md'],
      durationMs: 8,
      numFiles: 1,
      truncated: false,
      totalMatches: 1,
      countIsComplete: true,
    }),
  },
  {
    name: 'Agent',
    input: () => ({ description: 'Look around', prompt: 'Where is it?', subagent_type: 'general-purpose' }),
    response: () => ({
      isAsync: true,
      status: 'async_launched',
      agentId: 'ac35665c844bbb40e',
      description: 'Look around',
      prompt: 'Where is it?',
      canReadOutputFile: true,
      canContinueAgent: true,
    }),
  },
]
