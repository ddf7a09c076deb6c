import { type Command, Option } from 'commander'
import * as say from '../../views/terminal-hooks.ts'
import { HotplugError } from '../errors.ts'
import { loadFromHook, refreshVocabulary } from '../loading/from-hook.ts'
import { hooksStatus, installHooks, planUninstall, uninstallHooks } from '../loading/hooks/hooks.ts'
import { isDone, planHooks } from '../loading/hooks/plan.ts'
import type { Panel } from '../panel.ts'
import { wholeNumber } from './arguments.ts'
import type { Answer, Define } from './define.ts'

type Asked = { yes?: boolean; json?: boolean }

/** The hooks that let Hotplug see prompts, projects and edits; what they add is always said first. */
export function defineHooks({ around, command, answering }: Define) {
  command('hooks <what>', 'install, uninstall or look at (status) the hooks that load plugins by themselves')
    .option('--yes', 'do it without asking')
    .action((what: string, asked: Asked, self: Command) =>
      answering(self, (panel) => {
        const verb = Object.hasOwn(VERBS, what) ? VERBS[what as keyof typeof VERBS] : null
        if (verb === null) throw new HotplugError(422, `${what} is none of install, uninstall and status.`)
        return verb(panel, asked)
      }),
    )

  command('hook', 'what the hooks run: an event as JSON on stdin, the answer to Claude Code on stdout; never fails')
    .addOption(
      new Option('--load <detection>', 'install what a hook decided to load').argParser(wholeNumber).hideHelp(),
    )
    .addOption(new Option('--refresh', 'compile the groups anew').hideHelp())
    .action(({ load, refresh }: { load?: number; refresh?: boolean }, self: Command) =>
      answering(self, async (panel) => {
        if (refresh) refreshVocabulary(panel)
        const loaded = load === undefined ? [] : await loadFromHook(panel, load)
        return { json: { loaded }, text: '', exitCode: 0 }
      }),
    )

  const VERBS = { status, install, uninstall }

  async function status(panel: Panel): Promise<Answer> {
    const now = hooksStatus(panel)
    return { json: now, text: say.hooksStatus(now), exitCode: now.state === 'current' && now.enabled ? 0 : 1 }
  }

  async function install(panel: Panel, { yes, json }: Asked): Promise<Answer> {
    const planned = await planHooks(panel)
    const { plan } = planned
    if (isDone(plan))
      return { json: { ...hooksStatus(panel), plan, done: true }, text: 'The hooks are installed already.\n' }
    const text = say.hooksPlan(plan)
    const no = (more: string): Answer => ({
      json: { ...hooksStatus(panel), plan, done: false },
      text: more,
      exitCode: 1,
    })
    if (!yes) {
      if (around.confirm === null || json) return no(`${text}Nothing was installed. Add --yes to do it.\n`)
      around.out(text)
      if (!(await around.confirm('Install the hooks?'))) return no('Nothing was installed.\n')
    }
    const now = await installHooks(panel, planned)
    return { json: { ...now, plan, done: true }, text: say.hooksInstalled(now) }
  }

  async function uninstall(panel: Panel, { yes, json }: Asked): Promise<Answer> {
    const plan = planUninstall(panel)
    if (plan.commands.length === 0 && plan.folder === null)
      return { json: { ...hooksStatus(panel), plan, done: true }, text: 'No hooks are installed.\n' }
    const text = say.uninstallPlan(plan)
    const no = (more: string): Answer => ({
      json: { ...hooksStatus(panel), plan, done: false },
      text: more,
      exitCode: 1,
    })
    if (!yes) {
      if (around.confirm === null || json) return no(`${text}Nothing was removed. Add --yes to do it.\n`)
      around.out(text)
      if (!(await around.confirm('Remove the hooks?'))) return no('Nothing was removed.\n')
    }
    const now = await uninstallHooks(panel)
    return {
      json: { ...now, plan, done: true },
      text: 'The hooks are gone; sessions that run now keep them until they end.\n',
    }
  }
}
