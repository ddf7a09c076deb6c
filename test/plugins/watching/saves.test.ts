import assert from 'node:assert/strict'
import { readFileSync, renameSync, unlinkSync, watch, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { CACHE, ID } from '../../support/lab.ts'
import { until } from '../../support/until.ts'
import { watchedLab } from '../../support/watched.ts'

const SAVES = 1000
const FILES = 25

/** How editors and formatters save; what is between the steps lasts shorter than a watch doubts. */
const STYLES: Record<string, (file: string, text: string) => unknown> = {
  'a plain write': (file, text) => writeFileSync(file, text),
  'truncated, then written': async (file, text) => {
    writeFileSync(file, '')
    await pause(40)
    writeFileSync(file, text)
  },
  'a new file renamed over it': (file, text) => {
    writeFileSync(`${file}.tmp`, text)
    renameSync(`${file}.tmp`, file)
  },
  'the old one renamed away first': (file, text) => {
    renameSync(file, `${file}~`)
    writeFileSync(file, text)
    unlinkSync(`${file}~`)
  },
  'written twice': async (file, text) => {
    writeFileSync(file, text)
    await pause(5)
    writeFileSync(file, formatted(text))
  },
  'removed, then made anew': async (file, text) => {
    unlinkSync(file)
    await pause(30)
    writeFileSync(file, text)
  },
}

const formatted = (text: string) => `${text.trim()}\n\n`

test(`${SAVES} saves in ${Object.keys(STYLES).length} ways: no content in the loaded copy that nobody saved`, async (t) => {
  const paths = Array.from({ length: FILES }, (_, n) => `skills/s${n % 5}/f${n}.md`)
  const { panel, at, source, cached, is } = await watchedLab(
    t,
    Object.fromEntries(paths.map((path) => [path, 'Old.\n'])),
  )
  panel.watching.set(ID, true)
  await is('up to date')

  const saved = new Map(paths.map((path) => [path, new Set(['Old.\n'])]))
  const wrong: string[] = []
  let looks = 0
  const look = (path: string) => {
    looks++
    const text = textOf(cached(path))
    if (text === null || !saved.get(path)?.has(text)) wrong.push(`${path}: ${text?.slice(0, 60)}`)
  }
  const folders = new Set(paths.map(dirname))
  const watchers = [...folders].map((folder) =>
    watch(at(join(CACHE, folder)), (_, name) => {
      const path = join(folder, basename(name ?? ''))
      if (saved.has(path)) look(path)
    }),
  )

  const styles = Object.values(STYLES)
  for (let round = 0; round < SAVES / FILES; round++) {
    await Promise.all(
      paths.map((path, index) => {
        const text = `Save ${round} of ${path}.\n`.repeat(1 + ((round * 7 + index) % 90))
        for (const version of [text, formatted(text)]) saved.get(path)?.add(version)
        return styles[(round + index) % styles.length]?.(source(path), text)
      }),
    )
    await until(() => paths.every((path) => textOf(cached(path)) === textOf(source(path))), `round ${round} is copied`)
    for (const path of paths) look(path)
  }
  await is('up to date')
  for (const watcher of watchers) watcher.close()
  t.diagnostic(`${SAVES} saves, ${looks} looks at the loaded copy, ${wrong.length} wrong contents`)
  assert.deepEqual(wrong, [])
})

function textOf(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
