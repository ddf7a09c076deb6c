import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { masked } from '../../../claude/masked.ts'
import { listPlugins } from '../../../claude/program.ts'
import { examinePlace } from '../../../doctor/examine.ts'
import { dependenciesOf } from '../../../doctor/packaging/lockfile.ts'
import type { Place } from '../../../doctor/types.ts'
import type { Panel } from '../../../panel.ts'
import { aroundOf, placesOf } from '../places.ts'
import type { Ground } from './ground.ts'
import type { Arrived } from './install.ts'
import type { Shipped, ShippedFinding } from './types.ts'

/** What can be said of a plugin once it is installed where nothing else is. */
export async function lookAtArrived(
  panel: Panel,
  ground: Ground,
  program: string,
  id: string,
  arrived: Arrived,
): Promise<Pick<Shipped, 'errors' | 'findings' | 'secrets' | 'packages'>> {
  const { answer } = await listPlugins(program, ground)
  const packages = dependenciesOf(arrived.folder)
  return {
    errors: (answer?.find((row) => row.id === arrived.id)?.errors ?? []).map((said) => shortened(said, arrived.folder)),
    findings: await findingsOf(panel, id, arrived.folder),
    secrets: readdirSync(arrived.folder).filter((name) => /^\.env(\.|$)/.test(name) && !EXAMPLE.test(name)),
    packages: packages && { installed: packages.state === 'as-locked', sentence: packages.sentence },
  }
}

const EXAMPLE = /\.(example|sample|template|dist|defaults?)$/

/** What the doctor finds in what arrived and not in the source. Checks of the packaging are about the source. */
async function findingsOf(panel: Panel, id: string, folder: string): Promise<readonly ShippedFinding[]> {
  const place = placesOf(panel).find((one) => one.kind === 'plugin' && one.id === id)
  if (place?.kind !== 'plugin') return []
  const there: Place = {
    ...place,
    root: folder,
    loaded: { how: 'cache', path: folder, by: 'rule', certain: true, why: 'It was installed for the ship check.' },
  }
  const { validated, ...around } = aroundOf(panel)
  const [here, arrived] = await Promise.all([examinePlace(place, around), examinePlace(there, around)])
  const known = new Set(here.findings.map((finding) => finding.id))
  return arrived.findings
    .filter(({ id, check }) => !known.has(id) && !/^(plugin|marketplace)-/.test(check))
    .map(({ severity, file, line, message, fix }) => ({
      ...{ severity, line, fix },
      below: file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file,
      message: withoutFolder(message, folder),
    }))
}

/** The throw-away folder is nobody's, and its path is long: a sentence may hold the end of it only. */
function withoutFolder(message: string, folder: string): string {
  const [end, cut] = [folder.split('/').slice(-2).join('/'), message.indexOf('…')]
  const at = cut < 0 ? -1 : message.indexOf(`${end}/`, cut)
  const short =
    at < 0 ? message : message.slice(0, message.lastIndexOf('“', cut) + 1) + message.slice(at + end.length + 1)
  return short.replaceAll(`${folder}/`, '')
}

const shortened = (said: string, folder: string) => masked(said).replaceAll(join(folder, '/'), '').slice(0, 500)
