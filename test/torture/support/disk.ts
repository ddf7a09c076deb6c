import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRoot } from './nobody.ts'

const mounted = new Set<string>()
process.on('exit', () => mounted.forEach(unmount))

export type Disk = NonNullable<ReturnType<typeof mountDisk>>

/** A disk of its own at this folder, in memory, of so many bytes; null where that is not allowed. */
export function mountDisk(folder: string, bytes: number) {
  if (!isRoot()) return null
  mkdirSync(folder, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=0755`, 'hotplug-torture', folder], {
      stdio: 'pipe',
    })
  } catch {
    return null
  }
  mounted.add(folder)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    /** Fills it until so many bytes are left. */
    fill(left: number) {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)))
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    readOnly: (is: boolean) => execFileSync('mount', ['-o', `remount,${is ? 'ro' : 'rw'}`, folder], { stdio: 'pipe' }),
    [Symbol.dispose]: () => unmount(folder),
  }
}

function unmount(folder: string) {
  if (!mounted.delete(folder)) return
  execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
}
