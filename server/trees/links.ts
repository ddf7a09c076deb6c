import { readlinkSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { codeOf } from './errors.ts'
import { pathBelow } from './inside.ts'

/** Where a link leads: below the root, or a sentence why it is left alone. `root` is a real path. */
export type Destination = { target: string; leadsTo: string } | { target: string; refusal: string }

export function followOnPaper(root: string, link: string): Destination {
  const target = readlinkSync(link)
  const end = endOf(link, target)
  if (end === null) return { target, refusal: `is a link that leads in a circle (${target})` }
  const leadsTo = pathBelow(root, end)
  if (leadsTo === null) return { target, refusal: `is a link to ${target}, outside of this folder; it is not followed` }
  if (leadsTo === '') return { target, refusal: `is a link to the folder that holds it; it is not followed` }
  return { target, leadsTo }
}

/** A dangling link is taken at its word; Claude Code keeps it as it is. */
function endOf(link: string, target: string): string | null {
  try {
    return realpathSync(link)
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return null
    return resolve(realpathSync(dirname(link)), target)
  }
}
