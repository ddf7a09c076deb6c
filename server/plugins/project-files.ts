import { existsSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { Panel } from '../panel.ts'
import { projectComponent } from '../reload/components.ts'
import { remedyText, sequenceOf } from '../reload/sequence.ts'
import { verdictOf } from '../reload/verdict.ts'
import { situationOf } from './examine.ts'
import type { Why } from './why.ts'

/** A file that Claude Code reads for this project or user, outside of any plugin; null when it is none of those. */
export function projectFile(panel: Panel, file: string): Why | null {
  const { project, configDir } = panel.config
  const owner = isBelow(file, configDir) ? 'user' : isBelow(file, project) ? 'project' : null
  if (owner === null) return null
  const path = relative(owner === 'user' ? configDir : project, file).replaceAll(sep, '/')
  const component = projectComponent(path, owner)
  if (component === 'other') return null
  const verdict = verdictOf({ component, change: 'edited' }, situationOf(panel, null))
  const context = { needs: null, plugin: null, driver: situationOf(panel, null).driver }
  const steps = sequenceOf([{ path, verdict }], context)
  const detail = existsSync(file) ? `Claude Code reads ${file} itself` : `${file} does not exist`
  return {
    file,
    plugin: null,
    component,
    hops: [{ hop: 'loaded', ok: existsSync(file), detail }],
    answer: `A ${component} of the ${owner}. ${verdict.rule.why}`,
    remedy: remedyText(steps),
    steps,
    rule: verdict.rule,
  }
}

const isBelow = (file: string, folder: string) => file.startsWith(folder + sep)
