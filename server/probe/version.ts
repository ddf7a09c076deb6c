import { dirname } from 'node:path'
import { HotplugError } from '../errors.ts'
import { CommandFailed, isolate } from './drive/isolated.ts'
import { ownPrefix } from './leftovers.ts'
import type { ProbeOptions } from './types.ts'

/** What is to be driven, and with what. */
export type Driven = Pick<ProbeOptions, 'program' | 'node' | 'searchPath'> & {
  readonly signal?: AbortSignal | undefined
}

/** Which version a program is; refuses what is no `claude`, in a sentence. */
export async function versionToProbe(driven: Driven): Promise<string> {
  using isolated = isolateProbe(driven)
  const said = await isolated.claude('--version').catch((error: unknown) => {
    throw notMeasurable(driven.program, error)
  })
  const version = /(\d+\.\d+\.\d+\S*) \(Claude Code\)/.exec(said)?.[1]
  if (version !== undefined) return version
  throw new HotplugError(422, `${driven.program} is no Claude Code: it does not tell a version of it.`, NEXT)
}

/** A place of its own for one `claude`, under a name by which a later probe knows whose it was. */
export const isolateProbe = ({ program, node, searchPath, signal }: Driven, modelUrl?: string) =>
  isolate({ program, node: dirname(node), searchPath, modelUrl, signal, prefix: ownPrefix(), timeout: COMMAND_LIMIT })

/** One sentence for a program that cannot be driven, whatever it did. */
export function notMeasurable(program: string, error: unknown): HotplugError {
  const [first = '', ...more] = (error instanceof Error ? error.message : String(error)).split('\n')
  const last = more.findLast((line) => line.trim() !== '' && !line.startsWith('{'))
  const why = error instanceof CommandFailed ? first.replace(/ \(in .*$/, '') : first
  return new HotplugError(
    422,
    `${program} cannot be measured: ${why}${last ? ` (${last.trim().slice(0, 200)})` : ''}`.replace(/[.:]?$/, '.'),
    NEXT,
    error,
  )
}

const NEXT = 'Name another program with --claude.'
const COMMAND_LIMIT = 60_000
