/** Which copy of a directory marketplace's plugin is read, by version; the last span has no end. */
export const SPANS: readonly { from?: string; before?: string; how: 'in-place' | 'cache'; why: string }[] = [
  {
    before: '2.1.83',
    how: 'cache',
    why: 'Up to 2.1.81 the plugins of a directory marketplace run from their copy in the cache.',
  },
  {
    from: '2.1.83',
    before: '2.1.93',
    how: 'in-place',
    why: 'From 2.1.83 to 2.1.92 the plugins of a directory marketplace are read in their own folder.',
  },
  {
    from: '2.1.93',
    before: '2.1.101',
    how: 'cache',
    why: 'From 2.1.94 to 2.1.100 the plugins of a directory marketplace run from their copy in the cache.',
  },
  {
    from: '2.1.101',
    how: 'in-place',
    why: 'From 2.1.101 on the plugins of a directory marketplace are read in their own folder.',
  },
]
