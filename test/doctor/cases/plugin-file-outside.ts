import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { manifest } from '../packaging-files.ts'
import type { Cases, Folders } from '../run-case.ts'

const ROOT = `\${CLAUDE_PLUGIN_ROOT}`

/** Beside the plugin. */
function shared({ root }: Folders) {
  mkdirSync(join(root, 'shared'))
  writeFileSync(join(root, 'shared', 'util.sh'), 'echo util\n')
  writeFileSync(join(root, 'shared', 'util.mjs'), 'export const util = 1\n')
}

const script = (text: string) => ({ ...manifest(), 'hooks/say.sh': `#!/bin/sh\n${text}\n` })

export const cases: Cases = {
  triggers: {
    'what a shell script reads in': {
      plugin: script('. "$(dirname "$0")/../../shared/util.sh"'),
      prepare: shared,
      at: ['hooks/say.sh:2'],
      says: /`\.\.\/\.\.\/shared\/util\.sh` leads out of the plugin/,
    },
    'by a variable': { plugin: script('. "$HERE/../../shared/util.sh"'), prepare: shared, at: ['hooks/say.sh:2'] },
    'from the plugin’s own root': {
      plugin: script(`cat "${ROOT}/../shared/util.sh"`),
      prepare: shared,
      at: ['hooks/say.sh:2'],
    },
    'an import': {
      plugin: { ...manifest(), 'hooks/lib/say.mjs': "import { util } from '../../../shared/util.mjs'\n" },
      prepare: shared,
      at: ['hooks/lib/say.mjs:1'],
    },
    'a link in a skill': {
      plugin: {
        ...manifest(),
        'skills/say/SKILL.md': '---\ndescription: d\n---\n\nRead [this](../../../shared/util.sh).\n',
      },
      prepare: shared,
      at: ['skills/say/SKILL.md:5'],
    },
    'twice on one line counts once': {
      plugin: script('cat ../../shared/util.sh ../../shared/util.sh'),
      prepare: shared,
      at: ['hooks/say.sh:2'],
    },
  },
  nearMisses: {
    'up, but not out': {
      plugin: { ...script('. "$(dirname "$0")/../lib/util.sh"'), 'lib/util.sh': 'echo\n' },
      prepare: shared,
    },
    'something that is not there': { plugin: script('cat ../../elsewhere/x.sh'), prepare: shared },
    'a way up alone': { plugin: script('cd "$(dirname "$0")/../.." && pwd'), prepare: shared },
    'in the middle of a path': { plugin: script('cat notes/../../../shared/util.sh'), prepare: shared },
  },
}
