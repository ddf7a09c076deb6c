import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readValidation, type Validation, validatePath } from '../../claude/validate.ts'
import type { Target } from '../../doctor/packaging/targets.ts'
import type { Panel } from '../../panel.ts'

export type OpenValidating = ReturnType<typeof openValidating>

/**
 * What `claude plugin validate` says, asked once for each state of a plugin: it takes 0.2 s and a whole processor, so
 * there is one at a time, and its answers are kept.
 */
export function openValidating({ config, store, survey }: Pick<Panel, 'config' | 'store' | 'survey'>) {
  const closing = new AbortController()
  /** Those that had an answer in this process: after an edit they are asked again at once. */
  const familiar = new Set<string>()
  const refused = new Map<string, string>()
  let queue: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let answers = 0

  const program = () => {
    const known = survey.inventory().program
    return known === 'unknown' ? null : known
  }

  function known({ path, stamp }: Target): Validation | null {
    const claude = program()
    const kept = claude && store.answer(questionOf(path), `${claude.version} ${stamp}`)
    const validation = kept ? readValidation(kept) : null
    if (validation) familiar.add(path)
    return validation
  }

  /** Null where the program gives no answer. */
  function ask(target: Target): Promise<Validation | null> {
    waiting++
    const mine = queue.then(() => known(target) ?? run(target)).finally(() => waiting--)
    queue = mine.catch(() => {})
    return mine
  }

  async function run({ path, stamp }: Target): Promise<Validation | null> {
    const claude = program()
    if (claude === null || refused.get(path) === stamp || closing.signal.aborted) return null
    const { validation } = await validatePath(claude.path, claude.version, path, surroundingsOf(config, closing.signal))
    if (validation === null) refused.set(path, stamp)
    else {
      store.putAnswer(questionOf(path), `${claude.version} ${stamp}`, JSON.stringify(validation))
      familiar.add(path)
      answers++
    }
    return validation
  }

  return {
    known,
    ask,
    /** What is known; of something that was edited since, asked now, as long as few are waiting. */
    said: async (target: Target): Promise<Validation | null> =>
      known(target) ?? (familiar.has(target.path) && waiting < MOST_WAITING ? ask(target) : null),
    /** Changes with every answer. */
    answers: () => answers,
    close: () => closing.abort(),
  }
}

const MOST_WAITING = 3

const questionOf = (path: string) => `validate ${path}`

/** Folders of its own: it leaves files in a configuration that was never used, and needs nothing of the user's. */
function surroundingsOf(config: Panel['config'], signal: AbortSignal) {
  const home = join(config.stateDir, 'validate')
  const configDir = join(home, 'config')
  mkdirSync(configDir, { recursive: true, mode: 0o700 })
  return { ...config, home, configDir, pluginsDir: join(configDir, 'plugins'), project: home, signal }
}
