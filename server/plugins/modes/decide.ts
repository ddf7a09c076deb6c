import { lostBy, meansOf } from './meaning.ts'
import { effort, remediesOf } from './remedies.ts'
import { stepsTo } from './steps.ts'
import { MODES, type ModeFacts, type ModeName, type ModeOption } from './types.ts'
import { byHandFor, whyNot } from './why-not.ts'
import { MODE_WORDS } from './words.ts'

/** The ways to develop a plugin here and now, the one to take first. A function of the facts alone. */
export function decideModes(facts: ModeFacts): readonly ModeOption[] {
  const current = currentMode(facts)
  const options = MODES.map((mode) => optionOf(mode, facts, current))
  const best = options.filter(({ mode, whyNot }) => mode !== 'copy' && whyNot === null && facts.loaded !== 'missing')
  const [first] = best.toSorted((one, other) => cost(one) - cost(other) || place(one) - place(other))
  return options
    .map((option) => (option === first ? { ...option, recommended: reasonFor(option) } : option))
    .toSorted((one, other) => rank(one) - rank(other) || place(one) - place(other))
}

/** How it is developed now; null where it is not loaded at all. */
export function currentMode({ loaded, watch }: ModeFacts): ModeName | null {
  if (loaded === 'missing') return null
  if (loaded === 'in-place' || loaded === 'skills-dir') return loaded
  if (loaded === 'link') return 'cached-link'
  return watch.wanted && watch.impossible === null ? 'sync-on-save' : 'copy'
}

function optionOf(mode: ModeName, facts: ModeFacts, current: ModeName | null): ModeOption {
  const isCurrent = mode === current
  const start = fromCopy(mode, facts)
  const refused = isCurrent ? null : whyNot(mode, start, current)
  const isPossible = !isCurrent && refused === null
  return {
    ...{ mode, title: MODE_WORDS[mode], isCurrent, isPossible, whyNot: refused, recommended: null },
    means: meansOf(mode, facts, isCurrent),
    remedies: remediesOf(mode, facts.components, facts.version),
    lost: lostBy(mode, facts, isCurrent),
    steps: isPossible ? stepsTo(mode, start) : null,
    byHand: isCurrent ? [] : byHandFor(mode, facts),
    certain: isCertain(mode, facts),
  }
}

/** From one switch of ours to another the first is taken back: what counts then is how it stands after that. */
const fromCopy = (mode: ModeName, facts: ModeFacts): ModeFacts =>
  facts.switched !== null && facts.switched.mode !== 'skills-dir' && mode !== 'copy'
    ? {
        ...{ ...facts, loaded: 'cache', isFolder: true, switched: null },
        watch: { ...facts.watch, impossible: null },
      }
    : facts

function isCertain(mode: ModeName, { abilities }: ModeFacts): boolean {
  if (mode === 'cached-link') return abilities.link.certain
  if (mode === 'skills-dir') return abilities.skills.certain
  return mode !== 'in-place' || abilities.move.certain
}

/** What an edit needs counts among those that lose nothing; of the others the one that is there already comes first. */
const cost = ({ lost, remedies, isCurrent }: ModeOption) =>
  lost.length === 0 ? effort(remedies) : isCurrent ? A_LOSS : A_LOSS + 1
const A_LOSS = 10_000
const place = ({ mode }: ModeOption) => MODES.indexOf(mode)

const rank = ({ recommended, isCurrent, isPossible }: ModeOption) => {
  if (recommended !== null) return 0
  if (isCurrent) return 1
  return isPossible ? 2 : 3
}

function reasonFor({ mode, lost, isCurrent }: ModeOption): string {
  if (lost.length > 0) return 'No other way that is possible here loses less.'
  if (mode === 'in-place' && isCurrent)
    return 'Your own folder is what Claude Code reads: there is no copy that could differ.'
  if (mode === 'sync-on-save')
    return 'It keeps everything as it is installed, and an edit needs nothing but what Claude Code itself asks for.'
  return 'Nothing is lost by it, and no other way asks for less.'
}
