import { join } from 'node:path'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import { committedText } from '../../../trees/git.ts'
import { pathBelow } from '../../../trees/inside.ts'
import { readText } from '../../../trees/text.ts'
import { replacedText } from '../../../trees/trash-text.ts'
import type { BenchVersion } from './types.ts'

const LARGEST_SCRIPT = 4 * 1024 * 1024

/** Earlier states of the scripts that a plugin's hook runs, as far as they differ from what is there now. */
export function versionsOf({ hook, place, launch }: HookSubject, trashDir: string): readonly BenchVersion[] {
  const { root } = hook.owner
  if (root === null) return []
  const scripts = (launch?.scripts ?? []).flatMap(({ path }) => {
    const below = pathBelow(root, path)
    const now = below === null ? null : textAt(path)
    return below === null || below === '' || now === null ? [] : [{ below, now }]
  })
  const loaded = place.kind === 'plugin' ? place.loaded?.path : undefined
  const inLoaded = loaded === undefined || loaded === root ? null : loaded
  return [
    ...version('loaded', 'the copy that Claude Code reads', inLoaded, (below) => textAt(join(inLoaded ?? root, below))),
    ...version('commit', 'the last commit', null, (below) => committedText(root, below)),
    ...version('replaced', 'what Hotplug replaced last', null, (below) => {
      return replacedText(trashDir, [root, ...(inLoaded === null ? [] : [inLoaded])], below)
    }),
  ]

  function version(key: string, words: string, at: string | null, textOf: (below: string) => string | null) {
    if (key === 'loaded' && at === null) return []
    const before = scripts.map(({ below, now }) => ({ below, now, earlier: textOf(below) }))
    const files = before.flatMap(({ below, now, earlier }) =>
      earlier === null || earlier === now ? [] : [[below, earlier] as const],
    )
    return files.length === 0 ? [] : [{ key, words, root: at, files: new Map(files) }]
  }
}

const textAt = (path: string) => {
  const text = readText(path, LARGEST_SCRIPT)
  return text?.kind === 'text' ? text.text : null
}
