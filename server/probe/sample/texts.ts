import { LAST_TAKE, markOf, nameOf } from './marks.ts'
import type { Files } from './parts.ts'

export const skill = (folder: string, name: string, description: string, body: string): Files => ({
  [`${folder}/${name}/SKILL.md`]: markdown({ name, description }, body),
})

export const command = (folder: string, name: string, body: string): Files => ({
  [`${folder}/${name}.md`]: markdown({ description: 'Does as it says.' }, body),
})

export const agentFile = (folder: string, name: string, description: string, body: string): Files => ({
  [`${folder}/${name}.md`]: markdown({ name, description }, body),
})

export const outputStyle = (folder: string, name: string, body: string): Files => ({
  [`${folder}/${name}.md`]: markdown({ name, description: 'A way to write.' }, body),
})

export const script = (...text: readonly string[]): string => lines('#!/bin/sh', 'cat > /dev/null', ...text)

/** One of several that come or go with the takes. */
export type One = { readonly name: string; readonly mark: string }

/** All that were added up to this take. */
export const addedUpTo = (kind: string, take: number): One[] =>
  Array.from({ length: take }, (_, at) => oneOf(kind, at + 1))

/** All that are left at this take. */
export const leftAt = (kind: string, take: number): One[] =>
  Array.from({ length: LAST_TAKE - take + 1 }, (_, at) => oneOf(kind, take + at))

export const oneOf = (kind: string, take: number): One => ({ name: nameOf(kind, take), mark: markOf(kind, take) })

export const all = (files: readonly Files[]): Files => Object.assign({}, ...files)

export const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`

const markdown = (front: Readonly<Record<string, string>>, body: string) =>
  lines('---', ...Object.entries(front).map(([key, value]) => `${key}: ${value}`), '---', '', body)
