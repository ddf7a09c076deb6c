import { isSafeId, splitId } from './ids.ts'
import { quoted } from './json.ts'
import { decidingIn, type Settings } from './settings.ts'
import type { Problem } from './types.ts'

/** What settings enable in this project although it is not there. */
export function enabledButNotInstalled(settings: Settings, project: string, there: ReadonlySet<string>): Problem[] {
  return [...settings.enablements].flatMap(([id, enablements]) => {
    const by = decidingIn(project, enablements)
    if (!by?.value || there.has(id) || NEVER_INSTALLED.has(splitId(id).marketplace)) return []
    const remedy = isSafeId(id) ? `claude plugin install ${id}` : 'take it out of that file'
    return [
      {
        file: by.file,
        message: `${isSafeId(id) ? id : quoted(id)} is enabled in ${by.file} but not installed: ${remedy}.`,
      },
    ]
  })
}

/** Claude Code's own names for what comes with it, from the command line, or from the account. */
const NEVER_INSTALLED = new Set(['builtin', 'inline', 'synced', 'skills-dir'])
