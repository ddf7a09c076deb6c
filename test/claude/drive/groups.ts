import type { PluginFiles } from '../../../server/probe/drive/marketplaces.ts'

/** A plugin that a group stands for: two commands and a skill, whose texts can be told apart in what reaches the model. */
export const releasePlugin = (): PluginFiles => ({
  '.claude-plugin/plugin.json': JSON.stringify({
    name: 'sw-release',
    version: '0.1.0',
    description: 'Releases packages.',
  }),
  'commands/npm.md':
    '---\ndescription: Publish the newest patch version of a package to npm.\n---\n\nBump the patch, tag it, then publish to npm with provenance: $ARGUMENTS\n',
  'commands/notes.md':
    '---\ndescription: Writes an announcement for the forum.\n---\n\nWrite in the voice of a lighthouse keeper.\n',
  'skills/semver/SKILL.md':
    '---\nname: semver\ndescription: How versions are counted here.\n---\n\nCount versions in base seven.\n',
})

export const frontendPlugin = (): PluginFiles => ({
  '.claude-plugin/plugin.json': JSON.stringify({ name: 'sw-frontend', version: '0.1.0', description: 'Builds pages.' }),
  'commands/page.md': '---\ndescription: Builds a React page.\n---\n\nDraw the page in the style of a tram ticket.\n',
  'skills/spacing/SKILL.md':
    '---\nname: spacing\ndescription: How far apart things are.\n---\n\nEverything is eleven pixels apart.\n',
})
