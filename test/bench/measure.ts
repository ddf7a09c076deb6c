import { readFileSync } from 'node:fs'

/** How the benches of the panel measure, and say it beside `claude plugin list`. */

export async function timed<T>(work: () => Promise<T>) {
  const start = performance.now()
  const result = await work()
  return { result, ms: performance.now() - start }
}

export function median(times: number, work: () => unknown): number {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}

export const report = (what: string, ms: number, peer?: number) =>
  console.log(`${what}: ${ms.toFixed(1)} ms${peer ? `, ${(ms / peer).toFixed(3)} × claude plugin list` : ''}`)

export const residentMegabytes = (pid: number) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
