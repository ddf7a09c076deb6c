import { defineCheck } from '../check.ts'
import { atHook, quoted } from '../hooks/found.ts'
import type { Script } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-path-outside',
  title: 'A hook’s path leaves the plugin',
  of: 'hook',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'Only the plugin’s own folder is copied when it is installed: a script beside it is not found from the copy.',
    shownBy: 'claude/doctor-hooks.test.ts',
  },
  *find({ hook, launch }) {
    if (hook.owner.kind === 'settings' || hook.owner.plugin === null) return
    for (const script of launch?.scripts ?? []) {
      const leaves = script.state === 'leaves the plugin'
      if (script.isOptional || !(leaves || isOfThisMachine(script))) continue
      yield {
        ...atHook(hook, script.written),
        severity: leaves ? 'error' : 'warning',
        message: leaves
          ? `${quoted(script.written)} leads out of the plugin.`
          : `${quoted(script.written)} is a path of this machine alone.`,
        happens: leaves
          ? 'It is not there once the plugin is installed as a copy, and the hook fails; in place it runs by luck.'
          : 'The hook runs here, and fails for everybody who has no such file.',
        fix: `Keep the file in the plugin, and name it by \${CLAUDE_PLUGIN_ROOT}.`,
      }
    }
  },
})

const isOfThisMachine = ({ via, state }: Script) => state === 'file' && (via === 'absolute path' || via === 'home')
