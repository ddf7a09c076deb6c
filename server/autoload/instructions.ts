import { keywordsOf } from './keywords.ts'
import type { Group } from './types.ts'

const BEGIN = '<!-- hotplug:groups:begin -->'
const END = '<!-- hotplug:groups:end -->'

/**
 * What a file of instructions would become. absent: it has no section of ours; present: it has one that says something
 * else; current: nothing is to be done; broken: what marks the section is damaged, and a person has to mend it.
 */
export type Instructions =
  | { readonly state: 'absent' | 'present' | 'current'; readonly text: string }
  | { readonly state: 'broken'; readonly why: string }

/** Puts the section for these groups into a text, in its own line endings; everything outside the markers stays. */
export function withInstructions(text: string, groups: readonly Group[]): Instructions {
  const lines = linesOf(text)
  const marks = lines.filter(({ content }) => content === BEGIN || content === END)
  const [begin, end] = marks
  if (!begin) {
    const newline = lines[0]?.newline || '\n'
    return { state: 'absent', text: text + gapAfter(text, newline) + sectionFor(groups, newline) + newline }
  }
  if (marks.length !== 2 || !end || begin.content !== BEGIN || end.content !== END)
    return { state: 'broken', why: whyBroken(marks) }
  const section = sectionFor(groups, begin.newline)
  const changed = text.slice(0, begin.start) + section + text.slice(end.start + end.raw.length)
  return { state: changed === text ? 'current' : 'present', text: changed }
}

/** The section with its markers, without a line ending after the last of them. */
function sectionFor(groups: readonly Group[], newline: string): string {
  return [
    BEGIN,
    '## Plugins on demand',
    '',
    'These groups of plugins can be loaded with Hotplug. Usually that has happened before you read this. When a request is',
    'about one of them and its commands and skills are missing, offer to run its command, and run it only after the user has',
    'agreed. `/reload-plugins` then makes what was installed usable in this session.',
    '',
    '| Group | Asked for by | Command |',
    '| --- | --- | --- |',
    ...groups.map(
      (group) => `| ${group.name} | ${keywordsOf(group).join(', ')} | \`hotplug load-plugins ${group.name}\` |`,
    ),
    END,
  ].join(newline)
}

function gapAfter(text: string, newline: string): string {
  if (text === '' || text === '\ufeff') return ''
  return text.endsWith('\n') ? newline : newline + newline
}

type Line = { start: number; raw: string; content: string; newline: string }

/** `content`: what a marker is compared with; spaces around it and a byte order mark before it do not matter. */
function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/([^\n]*?)(\r?\n|$)/g)].map(({ index, 1: whole = '', 2: newline = '' }) => {
    const mark = /<!-- hotplug:groups:(?:begin|end) -->/.exec(whole)
    const isMark = mark !== null && whole.trim() === mark[0]
    const [raw, start] = isMark ? [mark[0], index + mark.index] : [whole, index]
    return { start, raw, content: isMark ? raw : '', newline: newline || '\n' }
  })
}

function whyBroken(marks: readonly Line[]): string {
  const [begins, ends] = [BEGIN, END].map((mark) => marks.filter(({ content }) => content === mark).length) as [
    number,
    number,
  ]
  if (ends === 0) return `The line ${BEGIN} is there without ${END}.`
  if (begins === 0) return `The line ${END} is there without ${BEGIN}.`
  if (begins === 1 && ends === 1) return `The line ${END} comes before ${BEGIN}.`
  return `There is more than one ${begins > 1 ? BEGIN : END}.`
}
