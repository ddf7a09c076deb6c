/**
 * Tells how long work will still take, in milliseconds, when so many units of it are done at once: from how long what is
 * done has taken; before that, from how long a unit should take.
 */
export function startPace(units: number, perUnit: number, atOnce: number, now: () => number = Date.now) {
  const began = now()
  let done = 0
  let lastAt = began
  return {
    did(more: number) {
      done += more
      lastAt = now()
    },
    left(): number {
      const [elapsed, rest] = [now() - began, Math.max(0, units - done)]
      if (rest === 0) return 0
      const underWay = Math.min(atOnce, rest) / 2
      const pace = done === 0 ? perUnit / atOnce : (lastAt - began) / (done + underWay)
      const left = done === 0 ? pace * rest - elapsed : pace * (rest - underWay) - (now() - lastAt)
      return Math.max(left, pace / 2)
    },
  }
}
