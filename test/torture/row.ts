import { type Random, randomFrom } from './random.ts'

/** One line of the table: something that is tried again and again, and what would count as lost. */
export type Row = {
  name: string
  /** 'a file is neither old nor new, or bytes are in no place': what the figure under 'lost' counts. */
  lost: string
  run(trial: Trial): Promise<void>
}

export type Outcome = {
  tried: ReadonlyMap<string, number>
  lost: readonly string[]
  /** What could not be tried here, and why. */
  skipped: readonly string[]
  notes: readonly string[]
}

export type Trial = ReturnType<typeof beginTrial>

/** What a row is given: chance, how often to try, and where it says what it saw. */
export function beginTrial(name: string, { seed, short }: { seed: number; short: boolean }) {
  const tried = new Map<string, number>()
  const [lost, skipped, notes]: string[][] = [[], [], []]
  return {
    short,
    random: randomFrom(seed, name) as Random,
    /** Chance of its own for a part of the row, so that it can be repeated whatever the others do. */
    randomOf: (part: string) => randomFrom(seed, `${name} ${part}`),
    /** So often in a full run, and in a short one. */
    times: (full: number, few: number) => (short ? few : full),
    tried: (kind: string) => void tried.set(kind, (tried.get(kind) ?? 0) + 1),
    lost: (sentence: string) => void lost?.push(sentence),
    /** Says that it is lost unless it is so. */
    expect: (isSo: boolean, sentence: string) => {
      if (!isSo) lost?.push(sentence)
      return isSo
    },
    hasLost: () => (lost ?? []).length > 0,
    skipped: (sentence: string) => void skipped?.push(sentence),
    note: (sentence: string) => void notes?.push(sentence),
    outcome: (): Outcome => ({ tried, lost: lost ?? [], skipped: skipped ?? [], notes: notes ?? [] }),
  }
}

/** Whatever a row did not foresee counts as lost too: nothing may end in a crash. */
export async function runRow(row: Row, options: { seed: number; short: boolean }): Promise<Outcome> {
  const trial = beginTrial(row.name, options)
  try {
    await row.run(trial)
  } catch (error) {
    trial.lost(`The row itself ended: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
  return trial.outcome()
}
