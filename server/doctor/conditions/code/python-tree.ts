import { parser } from '@lezer/python'
import { TooLong } from '../machine.ts'
import { NotUnderstood } from '../program.ts'

export type PythonNode = ReturnType<typeof parser.parse>['topNode']

/** More than the longest script that is read has words. A hostile one makes the parser try several ways at each sign. */
const MOST_STEPS = 100_000

/** A tree with `⚠` where the text is not as it should be. */
export function parsePython(source: string): PythonNode {
  const parsing = parser.startParse(source)
  for (let step = 0; step < MOST_STEPS; step++) {
    const tree = parsing.advance()
    if (tree) return tree.topNode
  }
  throw new TooLong()
}

/** What a node is made of, its words and signs among it. Throws where a part of it is not as it should be. */
export function childrenOf(node: PythonNode): PythonNode[] {
  const children = partsOf(node)
  if (children.some(({ type }) => type.isError)) throw new NotUnderstood()
  return children
}

/** The statements of a script or a body, and what stands between them and is none. */
export const linesIn = (node: PythonNode): PythonNode[] =>
  partsOf(node).filter(({ name }) => name !== ':' && name !== ';')

function partsOf(node: PythonNode): PythonNode[] {
  const parts: PythonNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'Comment') parts.push(child)
  return parts
}
