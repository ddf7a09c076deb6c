/** Why a file needs a step, in one sentence. */
export type Reason = { path: string; why: string }

const MOST_FILES = 3
const MOST_REASONS = 2

/** The reasons with the files they speak of: never longer than a few lines, however many files there are. */
export function whyOf(reasons: readonly Reason[]): string {
  const grouped = [...Map.groupBy(reasons, ({ why }) => why)]
  const told = grouped.slice(0, MOST_REASONS).map(([why, about]) => `${namesOf(about)}: ${why}`)
  const rest = grouped.slice(MOST_REASONS).flatMap(([, about]) => about)
  return [...told, ...(rest.length > 0 ? [`Also for ${namesOf(rest)}.`] : [])].join(' ')
}

/** 'a.md', 'a.md and b.md', 'a.md, b.md, c.md and 4 more' */
export function namesOf(files: readonly { path: string }[]): string {
  const all = [...new Set(files.map(({ path }) => shortened(path)))]
  const shown = all.slice(0, MOST_FILES)
  if (all.length > MOST_FILES) return `${shown.join(', ')} and ${all.length - MOST_FILES} more`
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '')
}

const shortened = (path: string) => (path.length > 100 ? `…${path.slice(-99)}` : path)
