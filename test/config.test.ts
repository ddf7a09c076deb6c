import assert from 'node:assert/strict'
import { homedir } from 'node:os'
import { test } from 'node:test'
import { type Config, readConfig } from '../server/config.ts'

const HOME = '/home/ada'

const CASES: [what: string, env: Record<string, string>, expected: Partial<Config>, platform?: NodeJS.Platform][] = [
  [
    'nothing but a home',
    { HOME },
    {
      configDir: '/home/ada/.claude',
      pluginsDir: '/home/ada/.claude/plugins',
      stateDir: '/home/ada/.local/state/hotplug',
      claudePath: null,
      searchPath: '',
      variables: new Set(['HOME']),
      project: '/somewhere/here',
    },
  ],
  ['macOS', { HOME }, { stateDir: '/home/ada/Library/Application Support/hotplug' }, 'darwin'],
  ['a state folder of the system', { HOME, XDG_STATE_HOME: '/state' }, { stateDir: '/state/hotplug' }],
  ['a state folder of its own', { HOME, XDG_STATE_HOME: '/state', HOTPLUG_HOME: '/own' }, { stateDir: '/own' }],
  [
    'a folder of Claude Code elsewhere',
    { HOME, CLAUDE_CONFIG_DIR: '/claude' },
    { configDir: '/claude', pluginsDir: '/claude/plugins' },
  ],
  ['a plugins folder elsewhere', { HOME, CLAUDE_CODE_PLUGIN_CACHE_DIR: '/shared' }, { pluginsDir: '/shared' }],
  [
    'paths from the home folder',
    { HOME, CLAUDE_CONFIG_DIR: '~/c', HOTPLUG_CLAUDE: '~/bin/claude', HOTPLUG_HOME: '~' },
    { configDir: '/home/ada/c', claudePath: '/home/ada/bin/claude', stateDir: HOME },
  ],
  ['a name that only begins like one', { HOME, CLAUDE_CONFIG_DIR: '~ada/c' }, { configDir: '/somewhere/here/~ada/c' }],
  [
    'paths from where the person stands, under npm',
    { HOME, INIT_CWD: '/somewhere/there', CLAUDE_CONFIG_DIR: 'c', HOTPLUG_HOME: '../state' },
    { project: '/somewhere/there', configDir: '/somewhere/there/c', stateDir: '/somewhere/state' },
  ],
  [
    'what is set to nothing counts as not set',
    { HOME, CLAUDE_CONFIG_DIR: '', HOTPLUG_HOME: '', INIT_CWD: '', XDG_STATE_HOME: '', HOTPLUG_CLAUDE: '' },
    {
      configDir: '/home/ada/.claude',
      stateDir: '/home/ada/.local/state/hotplug',
      project: '/somewhere/here',
      claudePath: null,
    },
  ],
  ['no home', {}, { home: homedir() }],
]

for (const [what, env, expected, platform = 'linux'] of CASES)
  test(what, () => {
    const config = readConfig({ env, cwd: '/somewhere/here', platform })
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(config[key as keyof Config], value, key)
  })
