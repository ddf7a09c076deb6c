/** What the system and SQLite say in codes, in the words of a person, with the code behind; null for everything else. */
export function plainWords(error: Error): string | null {
  const { code, path, dest, syscall } = error as NodeJS.ErrnoException & { dest?: string }
  const words = WORDS.find(([known]) => known.test(code ?? ''))?.[1]
  if (words === undefined) return null
  if (code?.startsWith('SQLITE_')) return `${words} (${code})`
  if (syscall === undefined) return `${words} (${error.message})`
  const place = dest ?? path
  return `${words}${place === undefined ? '' : `: ${place}`} (${code}, ${syscall})`
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^EACCES$|^EPERM$/, 'Permission is denied'],
  [/^ENOSPC$/, 'The disk is full'],
  [/^EDQUOT$/, 'There is no room left for you on the disk'],
  [/^EROFS$/, 'The disk can only be read'],
  [/^E[MN]FILE$/, 'Too many files are open at once'],
  [/^EIO$/, 'The disk reports an error'],
  [/^SQLITE_FULL/, 'The disk that holds the history is full'],
  [/^SQLITE_IOERR/, 'The disk that holds the history is full or damaged'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'The history is damaged; start Hotplug again to have it set aside'],
  [/^SQLITE_(BUSY|LOCKED)/, 'Another program keeps the history to itself; try again'],
  [/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/, 'The history may not be opened and written to'],
]
