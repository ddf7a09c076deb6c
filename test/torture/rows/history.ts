import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Row, Trial } from '../row.ts'
import { contentsOf, differing, equal, sha1 } from '../support/bytes.ts'
import { installGeneration, layGeneration } from '../support/generations.ts'
import { type Ground, ID, layGround } from '../support/ground.ts'
import { giveToSomebody, isRoot, somebody } from '../support/nobody.ts'
import { openPanelOn } from '../support/panel.ts'
import { badRefusal, run } from '../support/program.ts'
import { DAMAGES, type Damage } from './history-damage.ts'

export const history: Row = {
  name: 'damaged history',
  lost: 'a start without a clear word, a page that fails, a history or something of the trash that is gone',
  async run(trial) {
    for (const [path, text] of HALF_WRITTEN)
      if (!trial.short || trial.random.happens(0.1)) await tryHalfWritten(trial, path, text)
    for (const damage of DAMAGES) {
      if (damage.asRoot && !isRoot()) trial.skipped(`${damage.name}: only root can give a folder to somebody else`)
      else if (!trial.short || trial.random.happens(0.15))
        for (let time = 0; time < trial.times(2, 1); time++) await tryDamage(trial, damage, time)
    }
  },
}

/** What a crash or a full disk leaves of the small files beside the history, and of Claude Code's own. */
const HALF_WRITTEN: readonly [path: string, text: string][] = [
  ['state/key', ''],
  ['state/key', 'abc'],
  ['state/panel.json', ''],
  ['state/panel.json', '{"pid":1,"proc'],
  ['state/panel.json', '{"pid":1,"processStart":"1","port":1}'],
  ['claude/settings.json', '{"enabledPlu'],
  ['claude/settings.json', ''],
  ['claude/plugins/known_marketplaces.json', '{'],
  ['claude/plugins/installed_plugins.json', '{"version":2,"plugins":{"voice@lab":[{"scope"'],
]

async function tryHalfWritten(trial: Trial, path: string, text: string) {
  using ground = layGround()
  mkdirSync(ground.stateDir, { recursive: true })
  writeFileSync(ground.at(path), text)
  const said = `${path} with ${JSON.stringify(text)}`
  const status = await run(ground, ['status', '--json'])
  trial.tried('half-written')
  trial.expect(status.code === 0 || status.code === 1, `${said}: status ended with ${status.code}: ${status.err}`)
  const panel = await openPanelOn(ground)
  trial.expect(panel.page !== null, `${said}: the panel did not start: ${panel.complaints()}`)
  const link = await run(ground, ['open'])
  trial.expect(/^http:.*\?t=[\w-]{20,}\n$/.test(link.out), `${said}: no link to the running panel: ${link.err}`)
  const page = await panel.page?.('/')
  trial.expect(page?.status === 200, `${said}: the page answered ${page?.status}`)
  if (path.startsWith('claude/'))
    trial.expect(page?.text.includes(basename(path)) ?? false, `${said}: the page does not name it`)
  await panel.stop()
}

const PAGES = ['/', '/history', `/plugins/${ID}`]

async function tryDamage(trial: Trial, damage: Damage, time: number) {
  using ground = layGround()
  const uid = damage.asSomebody ? somebody() : undefined
  const hotplug = (...args: string[]) => run(ground, args, uid === undefined ? {} : { uid })
  installGeneration(ground)
  if (uid !== undefined) giveToSomebody(ground.root)
  for (const generation of [1, 2]) {
    layGeneration(ground.source, generation)
    if (uid !== undefined) giveToSomebody(ground.source)
    const { code, err } = await hotplug('sync', ID)
    if (code !== 0) throw new Error(`${damage.name}: the sync before it failed: ${err}`)
  }

  const path = join(ground.stateDir, 'history.db')
  const trash = contentsOf(ground.trashDir)
  damage.do(path, trial.randomOf(`${damage.name} ${time}`))
  const damaged = lstatSync(path).isFile() && !damage.asSomebody ? sha1(readFileSync(path)) : null
  trial.tried(damage.name)

  if (time % 2 === 0) await tryPanel(trial, ground, damage, uid)
  else await tryCommand(trial, damage, await hotplug('status', '--json'))
  if (damage.end === 'aside') expectAside(trial, ground, damage, damaged)
  if (!trial.short) await tryPanel(trial, ground, damage, uid)
  damage.undo?.(path)
  layGeneration(ground.source, 3)
  if (uid !== undefined) giveToSomebody(ground.source)
  const synced = await hotplug('sync', ID, '--overwrite')
  trial.expect(synced.code === 0, `${damage.name}: the next sync ended with ${synced.code}: ${synced.err}`)
  const now = contentsOf(ground.trashDir)
  const kept = new Map([...now].filter(([name]) => trash.has(name)))
  trial.expect(equal(trash, kept), `${damage.name}: gone from the trash: ${differing(trash, kept)}`)
}

async function tryCommand(trial: Trial, { name, end }: Damage, ran: Awaited<ReturnType<typeof run>>) {
  const bad = ran.code === 2 || ran.code === null ? badRefusal(ran) : null
  trial.expect(bad === null, `${name}: ${bad}`)
  if (end === 'refused') trial.expect(ran.code === 2, `${name}: the command went on without a word`)
  if (end === 'aside') trial.expect(/set aside/.test(ran.out), `${name}: the command does not say so: ${ran.err}`)
  if (end === 'any') trial.expect(ran.code !== 2, `${name}: the command did not go on: ${ran.err}`)
}

async function tryPanel(trial: Trial, ground: Ground, { name, end }: Damage, uid?: number) {
  const panel = await openPanelOn(ground, uid)
  try {
    if (panel.page === null) {
      const { code } = panel
      const complaints = panel.complaints()
      trial.expect(end === 'refused', `${name}: the panel did not start: ${complaints}`)
      const bad = badRefusal({ code, signal: null, out: '', err: complaints, report: null })
      return trial.expect(bad === null, `${name}: ${bad}`)
    }
    trial.expect(end !== 'refused', `${name}: the panel started as if nothing were wrong`)
    for (const path of PAGES) {
      const { status, text } = await panel.page(path)
      trial.expect(status === 200, `${name}: ${path} answered ${status}`)
      if (end === 'aside') trial.expect(/set aside/.test(text), `${name}: ${path} does not say so`)
    }
  } finally {
    await panel.stop()
  }
}

/** The damaged one is still there, byte for byte, under another name. */
function expectAside(trial: Trial, { stateDir }: Ground, { name }: Damage, damaged: string | null) {
  const aside = readdirSync(stateDir).filter((file) => /^history\.db\.damaged-\d+$/.test(file))
  trial.expect(aside.length === 1, `${name}: ${aside.length} were set aside`)
  const [file] = aside
  if (file === undefined || damaged === null || !existsSync(join(stateDir, file))) return
  trial.expect(sha1(readFileSync(join(stateDir, file))) === damaged, `${name}: what was set aside was changed`)
}
