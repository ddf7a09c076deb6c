import { defineCheck } from '../check.ts'
import { cachedPaths } from '../hooks/cached-paths.ts'
import { atHook, quoted } from '../hooks/found.ts'

export const check = defineCheck({
  name: 'hook-version-path',
  title: 'A hook names one version of a plugin',
  of: 'hook',
  evidence: {
    how: 'derived',
    version: null,
    says: 'Each version of a plugin has a folder of its own in the cache; an update leads to another, and the old one is removed after some days.',
  },
  *find({ hook, launch, around }) {
    if (!launch) return
    for (const { path, plugin, marketplace, version } of cachedPaths(hook, around)) {
      const installed = around.plugins.find(({ id }) => id === `${plugin}@${marketplace}`)
      const now = installed?.loaded.path ?? null
      const isNow = now !== null && (now === path || now.startsWith(`${path}/`))
      yield {
        ...atHook(hook, `${plugin}@${marketplace} ${version}`),
        severity: isNow ? 'warning' : 'error',
        message: isNow
          ? `The command names version ${quoted(version)} of ${plugin} by its folder in the cache.`
          : `The command still names version ${quoted(version)} of ${plugin}, which Claude Code no longer reads.`,
        happens: isNow
          ? 'It keeps running the same copy after an update, and fails once that is removed.'
          : 'It runs an old copy, or fails since it is gone.',
        fix: `Use \${CLAUDE_PLUGIN_ROOT} in a hook of the plugin, or a path outside the cache.`,
      }
    }
  },
})
