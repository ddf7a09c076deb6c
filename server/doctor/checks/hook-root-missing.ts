import { defineCheck } from '../check.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'
import type { HookSubject, Script } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-root-missing',
  title: 'A hook’s path does not begin with where it lies',
  of: 'hook',
  evidence: measured(
    'Hooks run in the folder that the session is in at that moment, and follow its “cd”. CLAUDE_PLUGIN_ROOT is replaced ' +
      'only in a plugin’s hooks, with “args” only in braces, and by the shell not in single quotes.',
  ),
  *find(subject) {
    const { hook, launch, place } = subject
    const isOwn = hook.owner.root === null
    if (hook.owner.kind === 'settings' && namesRoot(subject))
      yield {
        ...atHook(hook, 'root in settings'),
        severity: 'error',
        message: `The command uses \${CLAUDE_PLUGIN_ROOT}, and it belongs to no plugin.`,
        happens: `Claude Code refuses to run it whenever ${hook.event} comes.`,
        fix: 'Write the whole path, or "$CLAUDE_PROJECT_DIR"/… for a file of the project.',
      }
    for (const script of launch?.scripts ?? []) {
      if (script.via !== 'session folder' || script.isOptional || (isOwn && place.kind !== 'project')) continue
      if (isOwn && script.state !== 'file') continue
      yield {
        ...atHook(hook, script.written),
        severity: isOwn ? 'note' : 'error',
        message: `${quoted(script.written)} is looked for in the folder that the session is in.`,
        happens: isOwn
          ? 'It runs as long as the session is in this folder, and fails after a “cd” into another.'
          : 'It runs where a project happens to have such a file, which is then another one, and fails elsewhere.',
        fix: fixFor(script, isOwn),
      }
    }
  },
})

const ROOT = 'CLAUDE_PLUGIN_ROOT'

/** The braces are what Claude Code looks for. */
function namesRoot({ hook, launch }: HookSubject) {
  const { command, args } = hook.handler
  return launch !== null && JSON.stringify([command, args]).includes(`\${${ROOT}}`)
}

function fixFor({ written }: Script, isOwn: boolean) {
  const variable = isOwn ? 'CLAUDE_PROJECT_DIR' : ROOT
  if (written.includes(ROOT)) return `Write \${${ROOT}} with braces, and in double quotes where a shell runs it.`
  return `Write "\${${variable}}/${written.replace(/^\.\//, '').slice(0, 80)}".`
}
