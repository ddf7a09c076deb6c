import { type Decision, decide } from '../autoload/decide.ts'
import { detectProject, type ProjectDetection } from '../autoload/detect-project.ts'
import { detectIntent, type Intent } from '../autoload/intent.ts'
import type { Lexicon } from '../autoload/lexicon.ts'
import { makeLexicon } from '../autoload/make-lexicon.ts'
import { trustAfter } from '../autoload/trust.ts'
import type { Group } from '../autoload/types.ts'
import type { Panel } from '../panel.ts'
import { circumstancesOf, groupsOf, projectOf } from './circumstances.ts'

/** What would have been, had it been a real prompt or the start of a session; nothing is done and nothing recorded. */
export type Tried =
  | {
      readonly of: 'prompt'
      readonly prompt: string
      readonly intent: Intent
      readonly decisions: readonly Decision[]
      readonly milliseconds: number
    }
  | {
      readonly of: 'project'
      readonly detection: ProjectDetection
      readonly decisions: readonly Decision[]
      readonly milliseconds: number
    }

/** Of a longer prompt only so much is taken from the page; the hook itself reads more. */
export const LONGEST_TRIED = 100_000

export function tryPrompt(panel: Panel, text: string): Tried {
  const prompt = text.slice(0, LONGEST_TRIED)
  const { groups } = groupsOf(panel)
  const lexicon = lexiconOf(groups)
  const begun = performance.now()
  const intent = detectIntent(prompt, lexicon, trustOf(panel))
  const milliseconds = performance.now() - begun
  return {
    of: 'prompt',
    prompt,
    intent,
    decisions: decide(intent.plugins, groups, circumstancesOf(panel)),
    milliseconds,
  }
}

/** This project's own folder, as at the start of a session in it. */
export async function tryProject(panel: Panel): Promise<Tried> {
  const { groups } = groupsOf(panel)
  const { home, searchPath, project } = panel.config
  const begun = performance.now()
  const detection = await detectProject(project, groups, { environment: { home, searchPath }, trust: trustOf(panel) })
  const milliseconds = performance.now() - begun
  return {
    of: 'project',
    detection,
    decisions: decide(detection.plugins, groups, circumstancesOf(panel)),
    milliseconds,
  }
}

export const trustOf = (panel: Panel) => trustAfter(panel.store.autoload.penalties(projectOf(panel)))

/** Made once for the same groups: while somebody types, they are asked for with every word. */
export function lexiconOf(groups: readonly Group[]): Lexicon {
  const text = JSON.stringify(groups)
  const known = lexicons.get(text)
  if (known) return known
  const lexicon = makeLexicon(groups)
  if (lexicons.size > 3) lexicons.clear()
  lexicons.set(text, lexicon)
  return lexicon
}

const lexicons = new Map<string, Lexicon>()
