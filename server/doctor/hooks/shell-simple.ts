import { type Assignment, type CommandArgument, forEachChild, parse, type SyntaxNode, type Word } from 'unbash'

/** One command with its arguments, as they are written. */
export type Simple = {
  words: readonly CommandArgument[]
  /** What it says of variables before them. */
  assignments: readonly Assignment[]
  isOptional: boolean
}

type Piece = {
  node: SyntaxNode
  /** Whether it stands under a condition, or another is to be run when this one fails. */
  isOptional: boolean
}

/** Nobody writes a longer command; whoever does is not followed. */
const LONGEST_COMMAND = 8_000

/** The commands of a shell command and what holds them together, as they are written, up to where no shell understands it. */
export function shellPieces(command: string): readonly Piece[] {
  if (command.length > LONGEST_COMMAND) return []
  const script = parse(command)
  const pieces: Piece[] = []
  const end = Math.min(...(script.errors ?? []).map(({ pos }) => pos), command.length)
  const visit = (node: SyntaxNode, isConditional: boolean, hasFallback: boolean) => {
    if (node.pos >= end || TEXT.has(node.type)) return
    if (node.end <= end) pieces.push({ node, isOptional: isConditional || hasFallback })
    const failing = mayFail(node, hasFallback)
    forEachChild(node, (child) => visit(child, isConditional || isBranch(child, node), failing.has(child)))
  }
  visit(script, false, false)
  return pieces
}

/**
 * `[[` is a command here, and what it asks about are its words. They end at `case`, where nobody knows which are run,
 * and at arithmetic: not every /bin/sh takes `((` for that.
 */
export function simpleCommands(command: string): readonly Simple[] {
  const defined = new Set<string>()
  const pieces = shellPieces(command)
  const end = pieces.findIndex(({ node }) => ENDING.has(node.type))
  return pieces.slice(0, end < 0 ? undefined : end).flatMap(({ node, isOptional }) => {
    if (node.type === 'Function') defined.add(node.name.value)
    if (node.type === 'TestCommand')
      return { words: [{ ...node, ...DOUBLE_BRACKET }, ...wordsBelow(node)], assignments: [], isOptional }
    if (node.type !== 'Command' || defined.has(node.name?.value ?? '')) return []
    const assignments = node.prefix.filter((one) => one.type === 'Assignment')
    return { words: node.name ? [node.name, ...node.args] : [], assignments, isOptional }
  })
}

const ENDING: ReadonlySet<string> = new Set(['Case', 'ArithmeticCommand', 'ArithmeticFor'])
const TEXT: ReadonlySet<string> = new Set(['Word', 'Assignment', 'HereDocBody'])
const DOUBLE_BRACKET = { type: 'Word', text: '[[', value: '[[' } as const

function isBranch(child: SyntaxNode, parent: SyntaxNode) {
  if (parent.type === 'If' || parent.type === 'While') return child !== parent.clause
  return parent.type === 'For' || parent.type === 'Select'
}

/** Those in it after which another is to be run when they fail. */
function mayFail(node: SyntaxNode, hasFallback: boolean): ReadonlySet<SyntaxNode> {
  if (node.type === 'AndOr') return new Set(node.commands.filter((_, index) => node.operators[index] === '||'))
  return new Set(node.type === 'Pipeline' && hasFallback ? node.commands.slice(-1) : [])
}

function wordsBelow(node: SyntaxNode): readonly Word[] {
  const words: Word[] = []
  forEachChild(node, (child) => words.push(...(child.type === 'Word' ? [child] : wordsBelow(child))))
  return words
}
