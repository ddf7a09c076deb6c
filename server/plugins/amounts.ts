/** '14 folders', '1 folder', '1,318 folders' */
export const folderWords = (amount: number) => `${amount.toLocaleString('en')} ${amount === 1 ? 'folder' : 'folders'}`

/** '812 B', '1.4 KiB', '23 MiB' */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length)
  const amount = bytes / 1024 ** power
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[power - 1]}`
}

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB']

/** '12 days', '1 hour', '40 seconds' */
export function ageWords(milliseconds: number): string {
  const [length, unit] = SPANS.find(([length]) => milliseconds >= length) ?? [1000, 'second']
  const amount = Math.floor(milliseconds / length)
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}

const SPANS: readonly (readonly [number, string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
]

/** A path as people say it, with `~` for the home folder. */
export const homely = (path: string, home: string) =>
  path === home ? '~' : home.length > 1 && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path
