import { Hono } from 'hono'
import type { Perimeter } from '../perimeter.ts'

/** A new one-time link, for whoever is in already: the command line, by the key. */
export const linkRoutes = (perimeter: Perimeter) =>
  new Hono().post('/links', (c) => c.text(`${perimeter.issueLink()}\n`))
