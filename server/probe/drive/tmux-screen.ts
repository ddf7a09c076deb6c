/** What can be told from the screen of an interactive session, as `tmux capture-pane -p` prints it. */
export type Screen = {
  /** What stands in the line where one types; null until that line is drawn, and while a question is asked instead. */
  readonly prompt: string | null
  /** Claude Code offers to interrupt what it does, in the same stroke as it echoes a message; or it waits for an agent. */
  readonly busy: boolean
  /** A question with answers to choose from: about trust, about the project's servers, about a permission. */
  readonly asks: boolean
  /** Everything above the line where one types, without blank lines. */
  readonly said: readonly string[]
}

const RULE = /^─{20,}/
/** What stands at the right edge is about the program, not about what was said. */
const ASIDE = /^\s{40,}/
/** The turn goes on by itself when the agent has finished. */
const WAITS = /\bWaiting for \d+ background\b/
const PROMPT = /^[❯>](?:\s(.*))?$/

export function readScreen(text: string): Screen {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const typing = lines.findLastIndex((line, at) => PROMPT.test(line) && RULE.test(lines[at - 1] ?? ''))
  const said = lines.slice(0, Math.max(0, typing - 1)).filter((line) => line !== '' && !ASIDE.test(line))
  return {
    prompt: typing < 0 ? null : (PROMPT.exec(lines[typing] ?? '')?.[1] ?? ''),
    busy: lines.some((line) => /\besc to interrupt\b/i.test(line)) || WAITS.test(said.at(-1) ?? ''),
    asks: typing < 0 && lines.some((line) => /\b(Enter to confirm|Esc to cancel)\b/i.test(line)),
    said,
  }
}

/** What was said after this message was echoed; null when neither it nor an answer to it is on the screen. */
export function answerTo(message: string, { said }: Screen): string | null {
  const beginning = beginningOf(message)
  const echo = said.findLastIndex((line) => PROMPT.exec(line)?.[1]?.startsWith(beginning))
  const refusal = said.findLastIndex((line) => isRefusal(line, beginning))
  if (echo < 0 && refusal < 0) return null
  return said.slice(refusal > echo ? refusal : echo + 1).join('\n')
}

/** A command that is not known is not echoed: '● Unknown command: /shout', in older versions '❯ Unknown skill: shout'. */
const isRefusal = (line: string, message: string) => {
  const name = /^[●❯>] Unknown \w+: \/?(\S+)/.exec(line)?.[1]
  return name !== undefined && message.split(' ', 1)[0] === `/${name}`
}

/** As much of a message as stands in one line in any case. */
export const beginningOf = (message: string) => message.split('\n', 1)[0]?.slice(0, 60).trimEnd() ?? ''
