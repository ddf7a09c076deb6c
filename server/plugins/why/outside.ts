import { pathBelow } from '../../trees/inside.ts'
import type { Answering, Context } from './context.ts'
import { realOf } from './disk.ts'
import { nearest, nearestFolder } from './missing.ts'
import { withPiece } from './pieces.ts'
import type { Answer } from './types.ts'

const MOST = 20

/** Nothing that Claude Code knows of, or nothing at all. */
export const outsideAnswer: Answering = (context) => {
  if (context.disk.kind === 'missing') return nothingThere(context)
  if (context.disk.kind === 'folder') return folder(context)
  return {
    answer: 'This file belongs to no installed plugin, and is none that Claude Code reads for this project or user.',
  }
}

function folder({ inventory, disk }: Context): Answer {
  const below = [...new Set(inventory.plugins.flatMap(({ source, loaded }) => source?.path ?? loaded.path))].filter(
    (path) => pathBelow(disk.real, realOf(path)) !== null,
  )
  const answer = 'This folder is no plugin, and no installed plugin is read or synced from it.'
  if (below.length === 0) return { answer: `${answer} Ask about one file.` }
  const count = below.length === 1 ? 'one plugin lies' : `${below.length} plugins lie`
  return { answer: `${answer} Below it ${count}:`, suggestions: below.slice(0, MOST) }
}

function nothingThere(context: Context): Answer {
  const { path, piece } = context
  const pieces = piece === null ? [] : withPiece(context, piece)
  const there = `There is no ${path}`
  if (pieces.length > 0)
    return { answer: `${there}, but ${called(pieces.length)}:`, suggestions: pieces.slice(0, MOST) }
  const near = nearest(path)
  const above = `${there}; the nearest that is there is ${nearestFolder(path)}.`
  if (near.length === 0) return { answer: `${above} What is not there belongs to no installed plugin.` }
  const count = near.length === 1 ? 'One path comes' : `${near.length} paths come`
  return { answer: `${above} ${count} near:`, suggestions: near }
}

function called(amount: number): string {
  if (amount === 1) return 'one known file is called like that'
  return `${amount} known files are called like that${amount > MOST ? `, these are ${MOST} of them` : ''}`
}
