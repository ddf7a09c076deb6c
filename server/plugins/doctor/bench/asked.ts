import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { HotplugError, sentenceOf } from '../../../errors.ts'
import type { Panel } from '../../../panel.ts'
import { LARGEST_INPUT } from './inputs.ts'
import type { BenchInput, Prepared } from './types.ts'

/** One of these at most: a file, or the name of a sample or a fixture. */
export type AskedInput = { event?: string; sample?: string; fixture?: string; recorded?: true }

/** The input that the command line names, else the first sample. */
export function inputAsked({ config }: Pick<Panel, 'config'>, prepared: Prepared, asked: AskedInput): BenchInput {
  const said = [asked.event, asked.sample, asked.fixture, asked.recorded].filter((one) => one !== undefined)
  if (said.length > 1) throw new HotplugError(422, 'Say one of --event, --sample, --fixture and --recorded.')
  if (asked.event !== undefined) return fromFile(resolve(config.project, asked.event))
  const { inputs } = prepared
  const [wanted, name, from] =
    asked.fixture !== undefined
      ? (['fixture', asked.fixture, 'fixture'] as const)
      : asked.recorded
        ? (['recorded event', null, 'recorded'] as const)
        : (['sample', asked.sample ?? null, 'sample'] as const)
  const some = inputs.filter((one) => one.from === from)
  const found = some.find(({ words }) => name === null || words === name)
  if (found) return found
  const names = some.map(({ words }) => words).join(', ')
  throw new HotplugError(
    422,
    name === null ? `There is no ${wanted} for this hook.` : `There is no ${wanted} called ${name}.`,
    from === 'recorded'
      ? 'Use a session in this project first, or take a sample.'
      : names === ''
        ? ''
        : `There are: ${names}.`,
  )
}

function fromFile(file: string): BenchInput {
  try {
    if (statSync(file).size > LARGEST_INPUT) throw new HotplugError(422, `${file} is larger than 256 KiB.`)
    return { key: 'own', words: file, from: 'own', how: null, text: readFileSync(file, 'utf8') }
  } catch (error) {
    if (error instanceof HotplugError) throw error
    throw new HotplugError(
      422,
      `${file} cannot be read: ${sentenceOf(error)}`,
      'Name a file that holds the event as JSON.',
    )
  }
}
