import { basename, dirname, join } from 'node:path'
import { openDisk } from '../../claude/disk.ts'
import { isSafeId } from '../../claude/ids.ts'
import { readManifest } from '../../claude/manifest.ts'
import type { Plugin } from '../../claude/types.ts'
import type { Answering, Context } from './context.ts'
import { realOf } from './disk.ts'
import { SKILLS_DIR_MEASURED } from './shadows.ts'
import { anotherName, shellWord, typed } from './steps.ts'
import type { Answer } from './types.ts'

/** A plugin's folder that no installed plugin is read from: a checkout, or one in a skills folder that is not loaded. */
export const strayPluginAnswer: Answering = (context) => {
  const found = pluginAround(context.disk.real)
  if (!found || context.disk.real.startsWith(join(found.folder, '.claude/'))) return null
  return inSkillsFolder(context, found) ?? checkout(context, found)
}

type Found = { folder: string; name: string }

function pluginAround(path: string): Found | null {
  const look = openDisk().look()
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const name = readManifest(look, folder).value?.name
    if (name !== undefined) return { folder, name }
  }
  return null
}

const notLoaded = (detail: string) => [{ hop: 'loaded', ok: false, detail, at: null }] as const

function inSkillsFolder({ panel, inventory }: Context, { folder, name }: Found): Answer | null {
  const { configDir, project } = panel.config
  const isUsers = dirname(folder) === realOf(join(configDir, 'skills'))
  if (!isUsers && dirname(folder) !== realOf(join(project, '.claude', 'skills'))) return null
  const other = inventory.plugins.find((plugin) => plugin.id === `${name}@skills-dir`)
  if (other)
    return {
      answer: `Not live: ${other.loaded.path} has the same name, ${name}, and is loaded instead.`,
      hops: notLoaded(`${other.loaded.path} is loaded instead`),
      steps: [anotherName(name)],
      ground: SKILLS_DIR_MEASURED,
    }
  return {
    answer: `Not live: Claude Code loads a plugin from a project’s skills folder only where the project is trusted. Start \`claude\` in ${project} and say that you trust it.`,
    hops: notLoaded(`${project} is not trusted yet`),
    ground: SKILLS_DIR_MEASURED,
  }
}

function checkout({ inventory }: Context, { folder, name }: Found): Answer {
  const installed = inventory.plugins.find((plugin) => plugin.name === name && plugin.marketplace !== 'skills-dir')
  return installed ? otherCheckout(installed, folder) : notInstalled(folder, name)
}

function otherCheckout({ id, source, loaded }: Plugin, folder: string): Answer {
  const isCopied = loaded.how === 'cache'
  const edited = isCopied && source ? `is edited in ${source.path}` : `is read from ${loaded.path}`
  return {
    plugin: id,
    answer: `Not live: this is another folder of ${basename(folder)}; as far as Hotplug knows ${id} ${edited}.${isCopied ? ' If you edit it here, link this folder.' : ''}`,
    hops: notLoaded(`${id} ${edited}`),
    steps:
      isCopied && isSafeId(id)
        ? [
            typed(
              'link this folder',
              `hotplug link ${id} ${shellWord(folder)}`,
              'Then Hotplug compares the loaded copy with it, and can sync.',
            ),
          ]
        : [],
  }
}

const notInstalled = (folder: string, name: string): Answer => ({
  answer: `Not live: this is a plugin, ${name}, that is not installed, and no running session was started with it.`,
  hops: notLoaded(`${name} is in no marketplace that was added`),
  steps: [
    typed(
      'start a session with it',
      `claude --plugin-dir ${shellWord(folder)}`,
      'It is loaded from this folder for that session.',
    ),
  ],
})
