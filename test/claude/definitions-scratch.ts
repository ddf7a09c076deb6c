import { linkSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { writePlugin } from '../../server/probe/drive/marketplaces.ts'
import type { Isolated } from './drive/isolated.ts'

/** Everything that can be right or wrong with skills, commands, agents and output styles, in one config folder. */
export function writeDefinitions(isolated: Isolated) {
  writePlugin(isolated.configDir, USER)
  writePlugin(isolated.project, below('.claude/', PROJECT))
  writePlugin(isolated.root, below('.claude/', AROUND))
  linkAll(isolated)
}

const text = (front: string | null, body: string) => (front === null ? `${body}\n` : `---\n${front}\n---\n\n${body}\n`)
export const described = (what: string, body = `Text of ${what}.`) => text(`description: Says what ${what} is.`, body)
const agent = (name: string, more = '', body = `Text of ${name}.`) =>
  text(`name: ${name}\ndescription: Is ${name}.${more}`, body)
const words = (amount: number) =>
  Array.from({ length: amount }, (_, at) => ['the', 'plugin', 'writes', 'carefully'][at % 4]).join(' ')
const manifest = (name: string, more = {}) => JSON.stringify({ name, version: '0.1.0', ...more })

export const MODELS = ['haiku', 'Sonnet', 'opus', 'fable', 'best', 'opusplan', 'inherit']

/** `says`: whether Hotplug finds something wrong with it. */
export const TOOLS: Readonly<Record<string, { written: string; allows: boolean; says: boolean }>> = {
  'tools-none': { written: 'effort: low', allows: false, says: false },
  'tools-commas': { written: 'allowed-tools: Read, Bash(touch:*)', allows: true, says: false },
  'tools-spaces': { written: 'allowed-tools: Read Bash(touch *)', allows: true, says: false },
  'tools-list': { written: 'allowed-tools:\n  - Read\n  - Bash(touch:*)', allows: true, says: false },
  'tools-beside': { written: 'allowed-tools: Bsh, Bash(touch:*)', allows: true, says: true },
  'tools-small': { written: 'allowed-tools: bash(touch:*)', allows: false, says: true },
  'tools-open': { written: 'allowed-tools: Bash(touch:*', allows: false, says: true },
  'tools-bar': { written: 'allowed-tools: Read|Bash(touch:*)', allows: false, says: true },
  'tools-star': { written: 'allowed-tools: "*"', allows: false, says: true },
  'tools-map': { written: 'allowed-tools:\n  Bash: true', allows: false, says: true },
  'tools-key': { written: 'allowed_tools: Bash', allows: false, says: false },
  'tools-camel': { written: 'allowedTools: Bash', allows: false, says: false },
  'tools-short': { written: 'tools: Bash', allows: false, says: false },
}

const USER: Readonly<Record<string, string>> = {
  'skills/good/SKILL.md': described('good'),
  'skills/bare/SKILL.md': '# A heading\n\nText of bare.\n',
  'skills/long-line/SKILL.md': `${words(40)}\n`,
  'skills/nothing/SKILL.md': '',
  'skills/late/SKILL.md': `\n${described('late')}`,
  'skills/marked/SKILL.md': `\uFEFF${described('marked')}`,
  'skills/windows/SKILL.md': described('windows').replaceAll('\n', '\r\n'),
  'skills/unclosed/SKILL.md': text('description: "Says', 'Text of unclosed.'),
  'skills/endless/SKILL.md': '---\ndescription: Says.\n\nText of endless.\n',
  'skills/colon/SKILL.md': text('description: Use when: asked [so]\nargument-hint: [a] [b]', 'Text of colon.'),
  'skills/digit/SKILL.md': text('step2: a: b\ndescription: Says.', 'Text of digit.'),
  'skills/cut/SKILL.md': text('description: before --- after\nname: never', 'Text of cut.'),
  'skills/number/SKILL.md': text('description: 42', 'Text of number.'),
  'skills/list/SKILL.md': text('description: [a, b]', 'Text of list.'),
  'skills/long/SKILL.md': text(`description: ${words(400)}\nwhen_to_use: never`, 'Text of long.'),
  'skills/when/SKILL.md': text('description: Says.\nwhen_to_use: Now and then.', 'Text of when.'),
  'skills/.hidden/SKILL.md': described('hidden'),
  'skills/mismatch/SKILL.md': text('name: other-name\ndescription: Says.', 'Text of mismatch.'),
  'skills/spaced/SKILL.md': text('name: Spaced Name\ndescription: Says.', 'Text of spaced.'),
  'skills/with space/SKILL.md': described('a space'),
  'skills/order/SKILL.md': described('order'),
  'skills/wants-order/SKILL.md': text('name: order\ndescription: Says.', 'Text of wants-order.'),
  'skills/inner/.claude-plugin/plugin.json': manifest('inner'),
  'skills/inner/SKILL.md': described('inner'),
  'skills/outer/.claude-plugin/plugin.json': manifest('outer'),
  'skills/outer/SKILL.md': described('outer'),
  'skills/outer/skills/in/SKILL.md': described('in'),
  'skills/deep/down/SKILL.md': described('deep'),
  'skills/deep/down-there/below/SKILL.md': described('deeper'),
  'skills/SKILL.md': described('the folder itself'),
  'skills/loose.md': described('loose'),
  'skills/small/skill.md': described('small letters'),
  'skills/huge/SKILL.md': described('huge', 'x'.repeat(1_000_000)),
  'skills/twice/SKILL.md': described('twice', 'Text of the user’s twice.'),
  'skills/skill-or-command/SKILL.md': described('skill', 'Text of the skill.'),
  'skills/taken/SKILL.md': text('name: usage\ndescription: Says.', 'Text of taken.'),
  'skills/clear/SKILL.md': described('our own clear'),
  'skills/help/SKILL.md': described('our own help'),
  'skills/simplify/SKILL.md': described('our own simplify'),
  'skills/for-people/SKILL.md': text('disable-model-invocation: true\ndescription: Says.', 'x'),
  'skills/for-people-too/SKILL.md': text('disable-model-invocation: yes\ndescription: Says.', 'x'),
  'skills/for-claude/SKILL.md': text('user-invocable: no\ndescription: Says.', 'x'),
  'skills/for-nobody/SKILL.md': text('user-invocable: false\ndisable-model-invocation: 1\ndescription: Says.', 'x'),
  'skills/old-key/SKILL.md': text('disableModelInvocation: true\ndescription: Says.', 'x'),
  'skills/underscore/SKILL.md': text('user_invocable: false\ndescription: Says.', 'Text of underscore.'),
  'skills/capital/SKILL.md': text('Description: Says.', 'Text of capital.'),
  ...Object.fromEntries(
    MODELS.map((name) => [`skills/model-${name}/SKILL.md`, text(`model: ${name}\ndescription: Says.`, 'x')]),
  ),
  'skills/model-nonsense/SKILL.md': text('model: nonsense\ndescription: Says.', 'x'),
  'skills/model-default/SKILL.md': text('model: default\ndescription: Says.', 'x'),
  'skills/fork-there/SKILL.md': text('context: fork\nagent: forks\ndescription: Says.', 'x'),
  'skills/fork-nowhere/SKILL.md': text('context: fork\nagent: nobody\ndescription: Says.', 'x'),
  'skills/fork-plain/SKILL.md': text('context: fork\ndescription: Says.', 'x'),
  'skills/fork-wrong/SKILL.md': text('context: Fork\nagent: forks\ndescription: Says.', 'x'),
  'skills/fork-missing/SKILL.md': text('agent: forks\ndescription: Says.', 'x'),
  ...Object.fromEntries(
    Object.entries(TOOLS).map(([name, { written }]) => [
      `skills/${name}/SKILL.md`,
      text(`description: Says.\n${written}`, 'x'),
    ]),
  ),
  'commands/bare-command.md': 'Text of a bare command.\n',
  'commands/nothing-command.md': '',
  'commands/named.md': text('name: named-in-vain\ndescription: Says.', 'Text of named.'),
  'commands/sub/sing.md': described('sing'),
  'commands/README.md': '# Commands\n',
  'commands/LOUD.MD': described('loud'),
  'commands/folder/SKILL.md': described('folder'),
  'commands/folder/beside.md': described('beside'),
  'commands/huge.md': described('huge', 'x'.repeat(1_048_577)),
  'commands/init.md': described('our own init'),
  'commands/command-or-skill.md': described('command'),
  'commands/alpha/deploy.md': described('deploy', 'Text of the user’s deploy.'),
  'agents/right.md': agent('right'),
  'agents/keyed.md': agent('keyed', '\nallowed-tools: Read'),
  'agents/called-so.md': agent('called-otherwise'),
  'agents/sub/below.md': agent('below'),
  'agents/nameless.md': text('description: Says.', 'x'),
  'agents/numbered.md': text('name: 42\ndescription: Says.', 'x'),
  'agents/undescribed.md': text('name: undescribed', 'x'),
  'agents/counted.md': text('name: counted\ndescription: 42', 'x'),
  'agents/unclosed.md': text('name: "unclosed', 'x'),
  'agents/huge.md': agent('huge', '', 'x'.repeat(1_048_577)),
  'agents/long.md': text(`name: long\ndescription: ${words(400)}`, 'x'),
  'agents/BIG.MD': agent('big'),
  'agents/same.md': agent('same'),
  'agents/modelled.md': agent('modelled', '\nmodel: nonsense'),
  'agents/forks.md': agent('forks', '', 'Text of the agent for forks.'),
  'agents/explore.md': text('name: Explore\ndescription: Is our own.', 'x'),
  'output-styles/calm.md': text('name: calm', 'Calm of the user.'),
  'output-styles/explain.md': text('name: Explanatory', 'Explanatory of the user.'),
}

const PROJECT: Readonly<Record<string, string>> = {
  'skills/twice/SKILL.md': described('twice', 'Text of the project’s twice.'),
  'skills/command-or-skill/SKILL.md': described('skill', 'Text of the project’s skill.'),
  'skills/nearest/SKILL.md': described('nearest', 'Text of the nearest.'),
  'commands/skill-or-command.md': described('command', 'Text of the command.'),
  'agents/other-same.md': agent('same', ' Of the project.'),
  'output-styles/calm.md': text('name: calm', 'Calm of the project.'),
}

const AROUND: Readonly<Record<string, string>> = {
  'skills/nearest/SKILL.md': described('nearest', 'Text of the farther.'),
  'skills/around/SKILL.md': described('around'),
  'agents/around.md': agent('around'),
}

export const PLUGINS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alpha: {
    '.claude-plugin/plugin.json': manifest('alpha', { commands: ['./commands', './more/one.md'] }),
    'SKILL.md': described('root, which does not count'),
    'skills/mis/SKILL.md': text('name: renamed\ndescription: Says.', 'Text of plugin mis.'),
    'skills/twice/SKILL.md': described('twice'),
    'skills/both/SKILL.md': described('both', 'Text of both, the skill.'),
    'skills/undescribed/SKILL.md': text('name: undescribed', 'Text of plugin undescribed.'),
    'skills/broken/SKILL.md': text('description: "Says', 'Text of plugin broken.'),
    'skills/plain/SKILL.md': 'Text of plugin plain.\n',
    'skills/when/SKILL.md': text('when_to_use: Now.', 'Text of plugin when.'),
    'skills/huge/SKILL.md': described('huge', 'x'.repeat(1_040_000)),
    'skills/leaving/SKILL.md': described('leaving'),
    'commands/both.md': described('both', 'Text of both, the command.'),
    'commands/deploy.md': described('deploy', 'Text of the plugin’s deploy.'),
    'commands/sub/deep.md': described('deep'),
    'commands/SHOUT.MD': described('shout'),
    'more/one.md': described('one'),
    'agents/named.md': agent('called-otherwise'),
    'agents/sub/below.md': agent('below'),
    'agents/nameless.md': text('description: Says.', 'x'),
    'agents/bare.md': 'Text of a bare agent.\n',
    'output-styles/calm.md': text('name: calm', 'Calm of the plugin.'),
  },
  beta: {
    '.claude-plugin/plugin.json': manifest('beta', { skills: ['./single', './more'] }),
    'single/SKILL.md': text('name: alone\ndescription: Says.', 'Text of alone.'),
    'single/under/SKILL.md': described('under'),
    'skills/dup/SKILL.md': described('dup', 'Text of the first dup.'),
    'more/dup/SKILL.md': described('dup', 'Text of the second dup.'),
    'skills/short/SKILL.md': text(`description: ${words(30)}`, words(300)),
    'skills/long/SKILL.md': text(`description: ${words(400)}`, words(3000)),
    'skills/wide/SKILL.md': text(`description: ${'日本語の説明'.repeat(50)}`, '日本語の説明'.repeat(300)),
  },
  delta: {
    '.claude-plugin/plugin.json': manifest('delta'),
    'skills/SKILL.md': described('all of delta'),
    'skills/never/SKILL.md': described('never'),
  },
  gamma: { '.claude-plugin/plugin.json': manifest('gamma'), 'SKILL.md': described('the whole of gamma') },
}

const below = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}${path}`, content]))

function linkAll({ root, configDir, project }: Isolated) {
  const skills = join(configDir, 'skills')
  writePlugin(root, {
    'elsewhere/linked/SKILL.md': described('linked'),
    'elsewhere/file.md': described('a linked file'),
  })
  symlinkSync(join(root, 'elsewhere/linked'), join(skills, 'linked'))
  symlinkSync(join(root, 'elsewhere/linked'), join(project, '.claude/skills/linked-again'))
  for (const name of ['linked-file', 'hard', 'folder', 'nowhere']) mkdirSync(join(skills, name))
  symlinkSync(join(root, 'elsewhere/file.md'), join(skills, 'linked-file/SKILL.md'))
  linkSync(join(skills, 'good/SKILL.md'), join(skills, 'hard/SKILL.md'))
  mkdirSync(join(skills, 'folder/SKILL.md'))
  symlinkSync(join(root, 'nowhere'), join(skills, 'nowhere/SKILL.md'))
}
