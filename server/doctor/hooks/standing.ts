import type { Look } from '../../claude/disk.ts'
import type { Around, Place } from '../types.ts'
import { effectOf, type Whose } from './effect.ts'
import { type Fault, faultsIn } from './faults.ts'
import { GUARDS, quoted } from './found.ts'
import { manifestFault } from './manifest.ts'
import { type Situation, situationIn } from './situation.ts'
import type { Effect, Hook, HookFileSubject } from './types.ts'

type File = Pick<HookFileSubject, 'file' | 'how' | 'json' | 'below' | 'byteOrderMark'>

/** Whether each hook of these files is carried out now, if they are what Claude Code reads. */
export function effectsIn(look: Look, place: Place, around: Around, files: readonly File[]): (hook: Hook) => Effect {
  const whose = whoseIs(place)
  const situation = situationOf(look, around)
  const faultOf = faultsOf(files)
  const ofAll = place.kind === 'plugin' ? manifestFault(look, place.root) : null
  return (hook) => effectOf(hook, whose, situation, ofAll ?? faultOf(hook))
}

function whoseIs(place: Place): Whose {
  if (place.kind !== 'plugin') return place.kind
  const { id, enabled, plugin } = place
  const isManaged = plugin?.enabledBy?.layer === 'managed'
  return { id, enabled, isManaged, isMissing: place.loaded?.how === 'missing' }
}

/** Every place of one examination stands in the same situation. */
const situations = new WeakMap<Around, Situation>()

function situationOf(look: Look, around: Around): Situation {
  const known = situations.get(around) ?? situationIn(look, around.config)
  situations.set(around, known)
  return known
}

/** Why the reading of its file leaves a hook out, as a sentence. */
function faultsOf(files: readonly File[]): (hook: Hook) => string | null {
  const faults = files.flatMap((file) => [...faultsIn(file)].map((fault) => ({ fault, file })))
  const marked = new Set(files.flatMap((one) => (one.byteOrderMark && isPlugins(one) ? one.file : [])))
  return (hook) => {
    if (marked.has(hook.file)) return 'Claude Code does not read the file: it begins with a byte order mark.'
    const found = faults.find(({ fault, file }) => takesAlong(fault, file, hook))?.fault
    return found ? `Claude Code refuses it: ${quoted(found.event)} ${found.says}.` : null
  }
}

function takesAlong({ kind, event, at }: Fault, file: File, hook: Hook): boolean {
  if (kind !== 'event' && GUARDS.has(event)) return isPlugins(file) || file.file === hook.file
  return file.file === hook.file && at.every((key, index) => hook.at[index] === key)
}

const isPlugins = ({ how }: File) => how !== 'settings' && how !== 'frontmatter'
