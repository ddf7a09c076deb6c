import { formatPatch } from 'diff'
import type { Hunk, Patch } from './patch.ts'

/** The patch as `git diff` prints it; `git apply` takes it when both sides are text in UTF-8. '' when nothing differs. */
export function unifiedPatch(patch: Patch): string {
  const before = patch.old?.mode
  const after = patch.new?.mode
  if (before && after && isLink(before) !== isLink(after))
    return (
      part(patch, before, undefined, halfOf(patch.hunks, '-')) + part(patch, undefined, after, halfOf(patch.hunks, '+'))
    )
  return part(patch, before, after, patch.hunks)
}

const isLink = (mode: string) => mode === '120000'

function part(patch: Patch, before: string | undefined, after: string | undefined, hunks: readonly Hunk[]): string {
  if (!before && !after) return ''
  const lines = patch.kind === 'text' || patch.kind === 'replaced'
  if (lines && before === after && hunks.length === 0) return ''
  const head = formatPatch({
    oldFileName: before ? `a/${patch.path}` : '/dev/null',
    newFileName: after ? `b/${patch.path}` : '/dev/null',
    oldHeader: undefined,
    newHeader: undefined,
    isGit: true,
    isCreate: !before,
    isDelete: !after,
    ...(before && before !== after ? { oldMode: before } : {}),
    ...(after && before !== after ? { newMode: after } : {}),
    hunks: lines ? [...hunks] : [],
  })
  return lines ? head : head + sentence(patch, before, after)
}

function sentence({ path, kind, notes }: Patch, before: string | undefined, after: string | undefined): string {
  const names = `${before ? `a/${path}` : '/dev/null'} and ${after ? `b/${path}` : '/dev/null'}`
  return kind === 'binary' ? `Binary files ${names} differ\n` : `Files ${names}: ${notes.join(' ')}\n`
}

/** A file that became a link, or the other way round, is to git one deleted and one new. */
function halfOf(hunks: readonly Hunk[], mark: '-' | '+'): Hunk[] {
  const all = hunks.flatMap((hunk) => hunk.lines)
  const lines = all.filter((line, index) => (line.startsWith('\\') ? all[index - 1] : line)?.startsWith(mark))
  const count = lines.filter((line) => line.startsWith(mark)).length
  const side = mark === '-' ? { oldLines: count, newLines: 0 } : { oldLines: 0, newLines: count }
  return count === 0 ? [] : [{ oldStart: 1, newStart: 1, ...side, lines }]
}
