import { isSafeId } from '../../claude/ids.ts'
import { hasName } from '../../claude/own-name.ts'
import type { Plugin } from '../../claude/types.ts'
import type { Component } from '../../reload/types.ts'
import type { Context } from './context.ts'
import { existsAt, realOf } from './disk.ts'
import { disabled, wrongScope } from './enabled.ts'
import { LOADED, type Loading } from './loading.ts'
import { SAME_NAME_MEASURED, SKILLS_DIR_MEASURED, shadowOf } from './shadows.ts'
import { anotherName, disabling, typed } from './steps.ts'

/** For the project that the session works in, or else the one the person stands in. */
export function loadingOf(context: Context, plugin: Plugin, path: string, component: Component): Loading {
  const folder = realOf(context.session?.cwd ?? context.panel.config.project)
  return (
    missing(plugin) ??
    sameNameInSkills(context, plugin) ??
    wrongScope(plugin, folder) ??
    disabled(plugin, folder, context) ??
    shadowed(context, plugin, path, component) ?? {
      ...LOADED,
      ok: plugin.loaded.certain || null,
      detail: readsOf(plugin),
    }
  )
}

const readsOf = ({ loaded }: Plugin) =>
  `Claude Code ${loaded.certain ? 'reads' : 'is taken to read'} ${loaded.path}: ${loaded.why}`

const missing = ({ id, loaded }: Plugin): Loading | null =>
  loaded.how !== 'missing'
    ? null
    : {
        ...LOADED,
        ok: false,
        detail: loaded.why,
        steps:
          isSafeId(id) && !existsAt(loaded.path)
            ? [
                typed(
                  'install it again',
                  `claude plugin uninstall ${id} && claude plugin install ${id}`,
                  'Its folder is made anew.',
                ),
              ]
            : [],
      }

function sameNameInSkills({ inventory }: Context, { marketplace, name, enabled }: Plugin): Loading | null {
  if (marketplace !== 'skills-dir' || enabled) return null
  const isCalledSo = hasName(name)
  const other = inventory.plugins.find(
    (one) => one.marketplace !== 'skills-dir' && one.enabled && one.loaded.how !== 'missing' && isCalledSo(one),
  )
  return other === undefined
    ? null
    : {
        ...LOADED,
        ok: false,
        detail: `Claude Code does not load this copy: the installed plugin ${other.id} has the same name, ${name}, and takes precedence`,
        steps: [anotherName(name), ...disabling(other.id)],
        ground: SKILLS_DIR_MEASURED,
      }
}

function shadowed({ inventory }: Context, plugin: Plugin, path: string, component: Component): Loading | null {
  const shadow = shadowOf(inventory, plugin, path, component)
  if (shadow === null) return null
  const { wins, sentence, other } = shadow
  if (!wins)
    return {
      ...LOADED,
      ok: wins === null ? null : plugin.loaded.certain || null,
      detail: readsOf(plugin),
      ground: SAME_NAME_MEASURED,
      note: `${sentence}.`,
    }
  return { ...LOADED, ok: false, detail: sentence, steps: disabling(other.id), ground: SAME_NAME_MEASURED }
}
