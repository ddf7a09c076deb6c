import type { Command } from 'commander'
import { detectedIntent, groupsProblems } from '../../views/terminal-detect.ts'
import type { Intent } from '../autoload/intent.ts'
import { HotplugError } from '../errors.ts'
import type { Answer, Define } from './define.ts'
import { linesOf } from './lines.ts'
import { loadAsDetected } from './load-detected.ts'

const LONGEST_LINE = 4 * 1024 * 1024

type Asked = { stdin?: boolean; install?: boolean; silent?: boolean; json?: boolean }

/**
 * Looks at a prompt; without --install nothing of ours is opened and nothing is written. Programs ask more often than people do, so the answer
 * is JSON unless a person sits at the terminal.
 */
export function defineDetectIntent({ command, printing, answering, around }: Define) {
  command('detect-intent [prompt]', 'which groups of plugins a prompt asks for, and why; exit code 1 when none')
    .option('--stdin', 'read one JSON string a line, and write one JSON answer a line')
    .option('--install', 'also install the plugins of these groups')
    .option('--silent', 'print nothing but errors')
    .action((prompt: string | undefined, asked: Asked, self: Command) => {
      if (asked.install) return install(prompt, asked, self)
      return printing(self, async () => {
        if ((prompt === undefined) === !asked.stdin)
          throw new HotplugError(
            422,
            'Give either a prompt or --stdin.',
            'As in `hotplug detect-intent "deploy to AWS"`.',
          )
        const detect = await detector(around)
        const print = (answer: unknown) => {
          if (!asked.silent) around.out(`${JSON.stringify(answer)}\n`)
        }
        if (prompt === undefined)
          return { ...PRINTED, exitCode: (await answerLines(around.input ?? [], detect, print)) ? 0 : 1 }
        const intent = detect(prompt)
        const exitCode = intent.plugins.length > 0 ? 0 : 1
        if (!asked.silent && !asked.json && around.confirm)
          return { json: intent, text: detectedIntent(intent), exitCode }
        print(intent)
        return { ...PRINTED, exitCode }
      })
    })

  async function install(prompt: string | undefined, asked: Asked, self: Command) {
    if (prompt === undefined || asked.stdin)
      throw new HotplugError(
        422,
        '--install needs one prompt.',
        'As in `hotplug detect-intent "deploy to AWS" --install`.',
      )
    const detect = await detector(around)
    const began = performance.now()
    const intent = detect(prompt)
    const detected = { ...intent, event: 'prompt' as const, milliseconds: performance.now() - began, prompt }
    const isPerson = around.confirm !== null && !asked.json
    const answer: Answer = {
      ...{ json: intent, text: isPerson ? detectedIntent(intent) : '', exitCode: intent.plugins.length > 0 ? 0 : 1 },
      ...(asked.silent && { printed: true }),
    }
    if (!isPerson) self.setOptionValue('json', true)
    if (intent.plugins.length === 0) return printing(self, async () => answer)
    return answering(self, (panel) => loadAsDetected(around, panel, detected, answer))
  }
}

const PRINTED = { json: null, text: '', printed: true } as const

async function detector({ config, err }: Define['around']): Promise<(prompt: string) => Intent> {
  const { readGroups, groupsPath } = await import('../autoload/read-groups.ts')
  const { makeLexicon } = await import('../autoload/make-lexicon.ts')
  const { detectIntent } = await import('../autoload/intent.ts')
  const { groups, problems } = readGroups(config.stateDir)
  if (problems.length > 0) err(groupsProblems(groupsPath(config.stateDir), problems))
  const lexicon = makeLexicon(groups)
  return (prompt) => detectIntent(prompt, lexicon)
}

/** Answers every line, and says whether any of them asked for a group. */
async function answerLines(
  input: AsyncIterable<Uint8Array> | [],
  detect: (prompt: string) => Intent,
  print: (answer: unknown) => void,
) {
  let any = false
  for await (const line of linesOf(input, LONGEST_LINE)) {
    const answer = answerLine(line, detect)
    if ('plugins' in answer && answer.plugins.length > 0) any = true
    print(answer)
  }
  return any
}

function answerLine(line: string | null, detect: (prompt: string) => Intent): Intent | { error: string } {
  if (line === null) return { error: `This line is longer than ${LONGEST_LINE / 1024 / 1024} MB.` }
  let prompt: unknown
  try {
    prompt = JSON.parse(line)
  } catch {
    return { error: 'This line is not JSON. Write one JSON string a line.' }
  }
  return typeof prompt === 'string' ? detect(prompt) : { error: 'This line is JSON, but not a string.' }
}
