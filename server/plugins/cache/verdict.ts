import type { CloneFate } from '../../claude/temporary-clones.ts'
import type { CacheReason } from '../../claude/types.ts'
import { ageWords, homely } from '../amounts.ts'

/** Why a folder lies in the cache, with what only the whole machine can tell. */
export type FolderReason =
  | Extract<CacheReason, { kind: 'installed' | 'orphaned' | 'link' | 'unknown' }>
  /** `cwd` is where its session was started, when that is known. */
  | { kind: 'leased'; pid: number; alive: boolean; cwd: string | null }
  /** Claude Code reads a plugin from it, although no record names it. */
  | { kind: 'loaded'; plugin: string }
  /** A process works in it or was started from it. */
  | { kind: 'used'; pid: number; name: string }
  | ({ kind: 'temp'; since: number | null } & CloneFate)

/** The one reason that a folder is counted under. */
export type ReasonGroup = 'installed' | 'in-use' | 'orphaned' | 'temporary' | 'link' | 'unknown'

export type Verdict = { verdict: 'may go' | 'kept'; why: string }

export type FolderFacts = {
  kind: 'folder' | 'link' | 'file' | 'other' | 'gone'
  reasons: readonly FolderReason[]
  /** How long ago something was last put into it, in milliseconds. */
  age: number
  /** Why it is not certain what is installed, as a sentence; null when it is. */
  doubt: string | null
  home: string
  now: number
}

/** A version is there a moment before its record is: what came this recently may be an install under way. */
const INSTALL_MAY_TAKE = 10 * 60_000

/** The one decision on whether a folder of the cache may go; what is in doubt stays. */
export function verdictOf(facts: FolderFacts): Verdict {
  const why = whyKept(facts)
  return why === null ? { verdict: 'may go', why: whyItMayGo(facts) } : { verdict: 'kept', why }
}

function whyKept({ kind, reasons, age, doubt, home }: FolderFacts): string | null {
  const find = <Kind extends FolderReason['kind']>(kind: Kind) =>
    reasons.find((reason): reason is Extract<FolderReason, { kind: Kind }> => reason.kind === kind)

  if (find('installed')) return 'It is installed; Claude Code does not rebuild it by itself.'
  const loaded = find('loaded')
  if (loaded) return `Claude Code loads ${loaded.plugin} from it.`
  const lease = reasons.find((reason) => reason.kind === 'leased' && reason.alive)
  if (lease?.kind === 'leased')
    return `It is in use by process ${lease.pid}${sessionWords(lease.cwd, home)}; it may go once that has ended.`
  const used = find('used')
  if (used) return `Process ${used.pid} (${used.name}) works in it; it may go once that has ended.`
  const clone = find('temp')
  if (clone && clone.state !== 'dead') return `It may still be filled: ${clone.why}.`
  if (kind === 'gone') return 'It is not there any more, or its name is not UTF-8.'
  if (kind === 'other') return 'It is neither a folder, a file nor a link.'
  if (clone) return null
  if (doubt !== null) return doubt
  if (groupOf(reasons) === 'unknown' && age < INSTALL_MAY_TAKE)
    return `Nothing says why it is here, but it came ${ageWords(Math.max(0, age))} ago: an install may be under way.`
  return null
}

function whyItMayGo({ reasons, home, now }: FolderFacts): string {
  const said = reasons.map((reason) => reasonWords(reason, home, now))
  if (reasons.some(({ kind }) => kind === 'link'))
    return `${sentence(said)} Only the link goes, never what it leads to.`
  if (reasons.some(({ kind }) => kind === 'orphaned'))
    return `${sentence(said)} Claude Code itself removes it 14 days after that.`
  return sentence(said)
}

const sentence = (parts: readonly string[]) => `${parts.join(', ').replace(/^./, (first) => first.toUpperCase())}.`

/** 'installed in project scope of ~/x', 'orphaned 12 days ago' */
export function reasonWords(reason: FolderReason, home: string, now: number): string {
  switch (reason.kind) {
    case 'installed':
      return `installed in ${reason.scope} scope${reason.projectPath === null ? '' : ` of ${homely(reason.projectPath, home)}`}`
    case 'loaded':
      return `loaded by ${reason.plugin}`
    case 'leased':
      return reason.alive
        ? `in use by process ${reason.pid}${sessionWords(reason.cwd, home)}`
        : `lease of process ${reason.pid}, which is gone`
    case 'used':
      return `process ${reason.pid} (${reason.name}) works in it`
    case 'orphaned':
      return reason.since === null || reason.since > now
        ? 'orphaned, since when is not said'
        : `orphaned ${ageWords(now - reason.since)} ago`
    case 'temp':
      return reason.state === 'dead'
        ? `temporary clone of a process that is gone (${reason.why})`
        : `temporary clone that may still be filled (${reason.why})`
    case 'link':
      return `a link to ${homely(reason.target, home)}, never followed`
    case 'unknown':
      return 'nothing says why'
  }
}

const sessionWords = (cwd: string | null, home: string) => (cwd === null ? '' : ` (session in ${homely(cwd, home)})`)

/** By what a person would look for it: what keeps it comes before what lets it go. */
export function groupOf(reasons: readonly FolderReason[]): ReasonGroup {
  const has = (test: (reason: FolderReason) => boolean) => reasons.some(test)
  if (has(({ kind }) => kind === 'installed' || kind === 'loaded')) return 'installed'
  if (has((reason) => reason.kind === 'used' || (reason.kind === 'leased' && reason.alive))) return 'in-use'
  if (has(({ kind }) => kind === 'temp')) return 'temporary'
  if (has(({ kind }) => kind === 'link')) return 'link'
  return has(({ kind }) => kind === 'orphaned') ? 'orphaned' : 'unknown'
}
