import { basename, dirname, join } from 'node:path'
import type { Look } from './disk.ts'
import type { InstallRecords } from './registry.ts'
import type { CacheReason, InstallRecord } from './types.ts'

/**
 * Which records keep a path: those that name it, something in it, or a folder around it, as written or by links. A
 * record may say `/var/…` where the disk says `/private/var/…`, and nobody must lose a plugin over that.
 */
export function installedAt(look: Look, records: InstallRecords): (path: string) => CacheReason[] {
  const named = new Map<string, InstallRecord[]>()
  const around = new Map<string, InstallRecord[]>()
  const reals = new Map<string, string>()

  /** The real path of something that may be a link itself, which is not followed. */
  function own(path: string) {
    const parent = dirname(path)
    const real = reals.get(parent) ?? look.real(parent) ?? parent
    reals.set(parent, real)
    return join(real, basename(path))
  }

  for (const record of [...records.values()].flat()) {
    const written = withoutEnd(join(record.installPath))
    for (const path of new Set([written, own(written), look.real(written) ?? written])) {
      push(named, path, record)
      for (const folder of foldersAround(path)) push(around, folder, record)
    }
  }

  return (path) => {
    const forms = [...new Set([path, own(path)])]
    const found = forms.flatMap((form) => [
      ...(named.get(form) ?? []),
      ...(around.get(form) ?? []),
      ...foldersAround(form).flatMap((folder) => named.get(folder) ?? []),
    ])
    return [...new Set(found)].map(({ scope, projectPath }) => ({ kind: 'installed', scope, projectPath }))
  }
}

const withoutEnd = (path: string) => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path)

function foldersAround(path: string): string[] {
  const folders: string[] = []
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) folders.push(folder)
  return folders
}

function push<T>(map: Map<string, T[]>, key: string, value: T) {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}
