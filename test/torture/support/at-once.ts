/** One for each processor of the machines that tests usually run on. */
const LANES = 2

/** Does something with each of these, two at a time. */
export async function atOnce<T>(all: readonly T[], work: (one: T) => Promise<void>) {
  const left = [...all]
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}
