import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

/** What each part may import, beside itself. Types may point anywhere: they vanish. */
const MAY_IMPORT: Record<string, RegExp> = {
  'server/reload': /^(semver|yaml)$/,
  'server/trees': /^(node:|zod$|diff$|server\/errors\.ts$)/,
  'server/claude': /^(node:|zod$|semver$|server\/(errors|processes)\.ts$|server\/trees\/inside\.ts$)/,
  'server/autoload': /^(node:|yaml$|zod$|semver$|server\/errors\.ts$)/,
  'server/probe': /^(node:|server\/(claude|reload)\/|server\/(errors|processes)\.ts$)/,
  'server/doctor/checks': /^server\/doctor\//,
  'server/doctor':
    /^(node:|zod$|yaml$|semver$|diff$|unbash$|acorn$|@lezer\/|server\/(claude|trees|reload|probe)\/|server\/(errors|processes)\.ts$)/,
  'server/plugins':
    /^(node:|zod$|server\/(claude|trees|reload|probe|doctor)\/|server\/(errors|locks|processes|watch)\.ts$)/,
  'server/loading':
    /^(node:|zod$|esbuild$|package\.json$|server\/(claude|autoload|trees|plugins|reload)\/|server\/(autoload-store|autoload-history|errors|locks|processes|config)\.ts$)/,
  'server/loading/hook':
    /^(node:|server\/autoload\/(?!groups|read-groups)|server\/claude\/(disk|git|ids|masked)\.ts$|server\/trees\/inside\.ts$|server\/reload\/directory-spans\.ts$|server\/loading\/log\.ts$|server\/(autoload-store|errors|processes)\.ts$)/,
  'server/routes':
    /^(node:|hono|@hono\/|zod$|views\/|server\/(plugins|loading)\/|server\/reload\/|server\/errors\.ts$)/,
  'server/commands': /^(commander$|views\/|server\/(plugins|autoload|loading)\/|server\/errors\.ts$)/,
  views: /^(hono\/html$|diff$|highlight\.js\/|node:os$|server\/(reload|errors))/,
}

for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
  test(`${folder} imports only what it may`, () => {
    const files = globSync(`${folder}/**/*.ts`)
    assert.ok(files.length > 0)
    for (const file of files) {
      for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
        /^(?:import|export) (?!type)[^']*? from '([^']+)'/gm,
      )) {
        const target = from.startsWith('.') ? join(dirname(file), from) : from
        assert.ok(target.startsWith(`${folder}/`) || allowed.test(target), `${file} imports ${target}`)
      }
    }
  })
}

test('only main.ts, the hook, and the files that ask for a pid know the process', () => {
  const KNOW = ['server/main.ts', 'server/processes.ts', 'server/loading/hook/run.ts']
  for (const file of globSync('server/**/*.ts')) {
    const uses = readFileSync(file, 'utf8').match(/\bprocess\.(?!pid\b|platform\b|env\.SystemRoot\b)\w+/)
    if (!KNOW.includes(file)) assert.equal(uses, null, `${file} uses ${uses?.[0]}`)
  }
})
