import { type Expression, NotUnderstood } from '../program.ts'
import { childrenOf, type PythonNode } from './python-tree.ts'

/** Whether something is put together with `and`, `or` and `not`, by what it is made of. */
export const isDecision = ([first, second]: readonly PythonNode[]) =>
  first?.name === 'not' || second?.name === 'and' || second?.name === 'or'

/** In the parser's tree `not` reaches over the `and` and `or` behind it: what belongs together is told from their order. */
export function decisionOf(node: PythonNode, expression: (node: PythonNode) => Expression): Expression {
  return split(inOrder(node), 'or')
    .map((way) =>
      split(way, 'and')
        .map(negated)
        .reduce((left, right) => ({ is: 'and', left, right })),
    )
    .reduce((left, right) => ({ is: 'or', left, right }))

  function negated(words: readonly PythonNode[]): Expression {
    const last = words.at(-1)
    if (!last) throw new NotUnderstood()
    return words.slice(0, -1).reduce<Expression>((of) => ({ is: 'not', of }), expression(last))
  }
}

function inOrder(node: PythonNode): PythonNode[] {
  const children = childrenOf(node)
  return isDecision(children) ? children.flatMap(inOrder) : [node]
}

function split(nodes: readonly PythonNode[], sign: string): PythonNode[][] {
  const at = nodes.findIndex(({ name }) => name === sign)
  return at < 0 ? [[...nodes]] : [nodes.slice(0, at), ...split(nodes.slice(at + 1), sign)]
}
