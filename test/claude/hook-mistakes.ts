import { realpathSync } from 'node:fs'
import type { PluginFiles } from '../../server/probe/drive/marketplaces.ts'

/** Plugins with one mistake each, and what Claude Code makes of them. What runs prints a word that reaches the model. */

export const ROOT = `\${CLAUDE_PLUGIN_ROOT}`
type Hooks = Readonly<Record<string, unknown>>
export type Mistake = {
  /** The whole of hooks.json where it is a text, else its hooks. */
  hooks: string | Hooks
  files?: PluginFiles
  manifest?: object
  /** The checks that find something. */
  found: readonly string[]
  /** What reaches the model, of what the hooks of this plugin say. */
  heard: readonly string[]
  /** What the log of --debug says about it. */
  logged?: RegExp
  /** Whether the plugin itself is there all the same. */
  loaded?: boolean
}

export const run = (command: string, more: Hooks = {}) => ({ type: 'command', command, ...more })
export const prompt = (...hooks: unknown[]) => ({ UserPromptSubmit: [{ hooks }] })
export const whole = (hooks: Hooks) => JSON.stringify({ hooks })
export const says = (word: string) => run(`echo heard-${word}`)

/** By the name of the plugin that has it. `url`: where http hooks are sent to. */
export const mistakes = (url: string): Readonly<Record<string, Mistake>> => ({
  nothing: { hooks: prompt(says('nothing')), found: [], heard: ['nothing'] },
  comma: { hooks: `{"hooks": ${whole(prompt(says('comma'))).slice(9, -1)},}`, found: ['hook-json-invalid'], heard: [] },
  comment: { hooks: `// mine\n${whole(prompt(says('comment')))}`, found: ['hook-json-invalid'], heard: [] },
  marked: { hooks: `\uFEFF${whole(prompt(says('marked')))}`, found: ['hook-json-invalid'], heard: [] },
  empty: { hooks: '', found: ['hook-json-invalid'], heard: [] },
  event: {
    hooks: { userPromptSubmit: [{ hooks: [says('event-own')] }], ...prompt(says('event')) },
    found: ['hook-event-unknown'],
    heard: ['event'],
    logged: /userPromptSubmit: unknown hook event; entry ignored/,
  },
  type: { hooks: prompt({ type: 'shell' }, says('type')), found: ['hook-malformed'], heard: ['type'] },
  field: { hooks: prompt({ type: 'command' }, says('field')), found: ['hook-malformed'], heard: ['field'] },
  unwrapped: { hooks: '{"UserPromptSubmit": []}', found: ['hook-malformed'], heard: [] },
  guard: {
    hooks: { PreToolUse: [{ hooks: [{ type: 'shell' }] }], ...prompt(says('guard')) },
    found: ['hook-malformed'],
    heard: [],
    loaded: false,
  },
  waits: {
    hooks: { PreToolUse: [{ hooks: [run('true', { timeout: '5' })] }], ...prompt(says('waits')) },
    found: ['hook-timeout'],
    heard: [],
    loaded: false,
  },
  timeouts: {
    hooks: prompt(
      run('echo heard-zero', { timeout: 0 }),
      run('echo heard-text', { timeout: '5' }),
      run('sleep 5; echo heard-cut', { timeout: 0.2 }),
      run('sleep 0.1; echo heard-timeouts', { timeout: 1e300 }),
    ),
    found: ['hook-timeout'],
    heard: ['timeouts'],
  },
  absent: {
    hooks: prompt(says('absent')),
    manifest: { hooks: './more.json' },
    found: ['hook-file-missing'],
    heard: ['absent'],
  },
  missing: {
    hooks: prompt(run(`"${ROOT}/gone.sh"`), says('missing')),
    found: ['hook-script-missing'],
    heard: ['missing'],
    logged: /status code 127[^\n]*missing\/gone.sh: (?:No such file|not found)/,
  },
  'not given': {
    hooks: prompt(run(`sh "${ROOT}/gone.sh"`), says('given')),
    found: ['hook-script-missing'],
    heard: ['given'],
  },
  apart: { hooks: prompt(run(`${ROOT}/gone.sh`), says('apart')), found: ['hook-script-missing'], heard: ['apart'] },
  'two words': {
    hooks: prompt(run(`${ROOT}/say.sh`), run(`"${ROOT}/say.sh" quoted`)),
    files: { 'say.sh': '#!/bin/sh\necho "heard-words$1"\n' },
    found: ['hook-script-missing'],
    heard: ['wordsquoted'],
    logged: /status code 127/,
  },
  bits: {
    hooks: prompt(run(`"${ROOT}/say.sh"`), says('bits')),
    files: { 'say.sh': 'echo heard-bits-own\n' },
    found: ['hook-script-not-executable'],
    heard: ['bits'],
    logged: /status code 126[^\n]*bits\/say.sh: Permission denied/,
  },
  plain: {
    hooks: prompt(run(`${ROOT}/plain.sh`, { args: [] }), run(`"${ROOT}/plain.sh" by-a-shell`)),
    files: { 'plain.sh': 'echo "heard-plain-$1"\n' },
    found: ['hook-script-not-executable'],
    heard: ['plain-by-a-shell'],
    logged: /ENOEXEC[^\n]*plain\/plain.sh/,
  },
  windows: {
    hooks: prompt(run(`"${ROOT}/say.sh"`), says('windows')),
    files: { 'say.sh': '#!/bin/bash\r\necho heard-windows-own\r\n' },
    found: ['hook-script-line-endings'],
    heard: ['windows'],
    logged: /status code 127[^\n]*windows\/say.sh/,
  },
  fish: {
    hooks: prompt(run(`"${ROOT}/say.sh"`), run('no-such-program'), says('fish')),
    files: { 'say.sh': '#!/usr/bin/env no-such-fish\n' },
    found: ['hook-interpreter-missing'],
    heard: ['fish'],
    logged: /status code 127[^\n]*no-such-fish/,
  },
  line: {
    hooks: prompt(run('echo heard-line-own', { args: [] }), says('line')),
    found: ['hook-interpreter-missing'],
    heard: ['line'],
    logged: /Executable not found in \$PATH: "echo heard-line-own"/,
  },
  relative: {
    hooks: prompt(run('./say.sh'), says('relative')),
    files: { 'say.sh': '#!/bin/sh\necho heard-relative-own\n' },
    found: ['hook-root-missing'],
    heard: ['relative'],
  },
  single: {
    hooks: prompt(run(`'${ROOT}/say.sh'`), run(`echo 'heard-single ${ROOT}'`)),
    files: { 'say.sh': '#!/bin/sh\necho heard-single-own\n' },
    found: ['hook-root-missing'],
    heard: [`single ${ROOT}`],
  },
  braces: {
    hooks: prompt(run('$CLAUDE_PLUGIN_ROOT/say.sh', { args: [] }), run(`${ROOT}/say.sh`, { args: ['a b'] })),
    files: { 'say.sh': '#!/bin/sh\necho "heard-braces-$1"\n' },
    found: ['hook-root-missing'],
    heard: ['braces-a b'],
  },
  brackets: {
    hooks: prompt(run('[[ a == a ]] && echo heard-brackets'), says('sh')),
    found: ['hook-command-shell'],
    heard: realpathSync('/bin/sh').endsWith('bash') ? ['brackets', 'sh'] : ['sh'],
  },
  condition: {
    hooks: prompt(run('echo heard-condition-own', { if: 'Bash(*)' }), says('condition')),
    found: ['hook-condition-never'],
    heard: ['condition'],
  },
  types: {
    hooks: {
      SessionStart: [
        {
          hooks: [
            { type: 'http', url: `${url}/start` },
            { type: 'prompt', prompt: 'PROMPTED' },
          ],
        },
      ],
      PreCompact: [
        {
          hooks: [
            { type: 'http', url: `${url}/compact` },
            { type: 'prompt', prompt: 'PROMPTED' },
          ],
        },
      ],
    },
    found: ['hook-type-not-allowed'],
    heard: [],
    logged: /prompt-type hooks are not supported for SessionStart events/,
  },
  ignored: {
    hooks: { UserPromptSubmit: [{ matcher: 'deploy', hooks: [says('ignored')] }] },
    found: ['hook-matcher-broad'],
    heard: ['ignored'],
  },
  named: {
    hooks: prompt(says('named'), run('echo heard-named', { timeout: 5 })),
    manifest: { hooks: ['./hooks/hooks.json', './more.json'] },
    files: { 'more.json': whole(prompt(says('named'))) },
    found: ['hook-file-twice', 'hook-twice'],
    heard: ['named'],
  },
})

export const MATCHERS = {
  matches: ['Write', 'Edit|Write', 'Edit, Write', ' Write ', '*', '', '.*', 'ri.e', '^Write$', 'Write*', 'Write(.*)'],
  never: ['write', 'Writ', 'Edit Write', 'Write(', '*Write', '(?i)write', '/Write/i', '!Edit', 'Write(*.ts)'],
}

/** Hooks in the frontmatter of the user's skills, which they have once they are invoked. */
export const SKILLS = {
  'skill-event': `  Foo: []\n${inYaml('UserPromptSubmit', 'echo heard-skill-event')}`,
  'skill-guard': `${inYaml('UserPromptSubmit', 'echo heard-skill-guard')}\n  PreToolUse: 5`,
  'skill-root': inYaml('UserPromptSubmit', 'echo heard-skill-root $CLAUDE_PLUGIN_ROOT'),
}

function inYaml(event: string, command: string) {
  return `  ${event}:\n    - hooks:\n        - type: command\n          command: ${command}`
}

export const skill = (name: string, hooks: string) =>
  `---\nname: ${name}\ndescription: It is ${name}.\nhooks:\n${hooks}\n---\n\nThere.\n`
