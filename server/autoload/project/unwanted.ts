/** Folders of others' code and of tools, tracked or not. */
const NEVER = new Set([
  ...['.git', '.hg', '.svn', '.jj', 'node_modules', 'bower_components', 'jspm_packages', 'vendor', 'third_party'],
  ...['Pods', 'Carthage', 'site-packages', '.venv', '.terraform', '.yarn', '.pnpm-store'],
  ...['dist', '.next', '.nuxt', '.output', '.svelte-kit', '.angular', '.turbo', '.cache', '__pycache__', 'DerivedData'],
])

/** Names that tools give to what they build, and people to what they write: where git is asked, it knows. */
const BUILT = new Set([
  ...['build', 'out', 'target', 'bin', 'obj', 'coverage', 'venv', 'env', 'tmp', 'temp', 'logs'],
  ...[
    '.gradle',
    '.idea',
    '.vs',
    '.tox',
    '.nox',
    '.mypy_cache',
    '.pytest_cache',
    '.parcel-cache',
    '.expo',
    '.dart_tool',
  ],
  ...['.npm', '.cargo', '.rustup', '.local', '.mozilla', 'Library', '.Trash', 'snap', '.m2', '.nvm', '.pyenv', '.bun'],
])

export const isNeverEntered = (folder: string) => NEVER.has(folder)
export const isNotWalked = (folder: string) => NEVER.has(folder) || BUILT.has(folder)
