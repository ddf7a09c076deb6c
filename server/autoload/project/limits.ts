/** How much of a project is looked at. More than that is said in the answer, never waited for. */
export type Limits = {
  readonly files: number
  readonly milliseconds: number
  readonly manifests: number
  /** Of one file; of a longer one only the beginning is read. */
  readonly bytes: number
}

export const LIMITS: Limits = { files: 200_000, milliseconds: 1_500, manifests: 200, bytes: 512 * 1024 }

/** What is left of the time, and why looking ended early. */
export function budgetOf(limits: Limits) {
  const end = performance.now() + limits.milliseconds
  const stops: string[] = []
  return {
    limits,
    left: () => Math.max(0, end - performance.now()),
    isOver: () => performance.now() >= end,
    stop: (sentence: string) => {
      if (!stops.includes(sentence)) stops.push(sentence)
    },
    /** The sentence for the answer, or null when everything was looked at. */
    stopped: () => (stops.length > 0 ? stops.join(' ') : null),
  }
}

export type Budget = ReturnType<typeof budgetOf>
