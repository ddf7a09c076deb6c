import { lstatSync, readdirSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'

const WITHOUT_A_BREAK = 500

/** How much there is of a folder, a file or a link, links not followed; what cannot be read counts nothing. */
export async function weigh(path: string): Promise<{ bytes: number; files: number }> {
  const stats = attempt(() => lstatSync(path))
  if (!stats) return { bytes: 0, files: 0 }
  if (!stats.isDirectory()) return { bytes: stats.size, files: 1 }
  const whole = { bytes: 0, files: 0 }
  const folders = [path]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const child of attempt(() => readdirSync(folder as string, { withFileTypes: true })) ?? []) {
      const inside = `${folder}/${child.name}`
      if (child.isDirectory()) {
        folders.push(inside)
        continue
      }
      whole.bytes += attempt(() => lstatSync(inside))?.size ?? 0
      if (++whole.files % WITHOUT_A_BREAK === 0) await breathe()
    }
  }
  return whole
}

function attempt<T>(action: () => T): T | null {
  try {
    return action()
  } catch {
    return null
  }
}
