#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { runCommandLine } from './cli.ts'
import { readConfig } from './config.ts'
import { openPanel } from './panel.ts'
import { recoverActions } from './plugins/recovery.ts'
import { newLinkFromRunning } from './running.ts'
import { servePanel } from './serve.ts'
import { comparePair } from './trees/pair.ts'

const config = readConfig({ env: process.env, cwd: process.cwd(), platform: process.platform })
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

const write = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(text)

/** `hotplug status | head` closes our output early; that is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = await runCommandLine(process.argv.slice(2), {
  version,
  out: write(process.stdout),
  err: write(process.stderr),
  async withPanel(work) {
    const panel = openPanel(config, async (pairs, onResult) => {
      for (const pair of pairs) onResult(comparePair(pair))
    })
    try {
      for (const message of await recoverActions(panel)) process.stderr.write(`${message}\n`)
      return await work(panel)
    } finally {
      panel.close()
    }
  },
  newLink: () => newLinkFromRunning(config.stateDir),
  async serve(options) {
    const served = await servePanel(config, options)
    process.stdout.write(`${served.link}\n`)
    await new Promise<void>((stop) => process.once('SIGINT', () => stop()).once('SIGTERM', () => stop()))
    await served.close()
  },
})
