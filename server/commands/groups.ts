import { type Command, Option } from 'commander'
import * as say from '../../views/terminal-groups.ts'
import { HotplugError } from '../errors.ts'
import type { Define, Options } from './define.ts'

const STATES = ['off', 'suggest', 'auto'] as const

/** What loads by itself: shown, chosen group by group, and all of it switched off at once. */
export function defineGroups({ command, answering }: Define) {
  const groups = command('groups', 'groups of plugins: what they load, and whether they may by themselves')
    .enablePositionalOptions()
    .action((_: Options, self: Command) =>
      answering(self, async (panel) => {
        const model = (await loading()).groupsModel(panel)
        return { json: model, text: say.groups(model) }
      }),
    )

  /** `--json` may stand before the verb too. */
  const verb = (name: string, description: string) =>
    groups
      .command(name)
      .description(description)
      .addOption(new Option('--json', 'print one JSON value'))
      .hook('preAction', (_, self) => {
        if (groups.opts().json) self.setOptionValue('json', true)
      })

  verb('set <group> <state>', 'off, suggest, or auto: install its plugins when they help')
    .option('--plugin <id...>', 'these plugins instead of its own')
    .action((name: string, state: string, options: { plugin?: string[] }, self: Command) =>
      answering(self, async (panel) => {
        const wanted = STATES.find((one) => one === state)
        if (!wanted)
          throw new HotplugError(422, `${state.slice(0, 60)} is no state of a group.`, 'It is off, suggest or auto.')
        const row = (await loading()).setGroup(panel, name, wanted, options.plugin ?? null)
        return { json: row, text: say.group(row) }
      }),
    )

  for (const on of [true, false])
    verb(
      on ? 'on' : 'off',
      on ? 'let groups do what was chosen for them' : 'no group loads or suggests anything',
    ).action((_: Options, self: Command) =>
      answering(self, async (panel) => {
        ;(await loading()).switchGroups(panel, on)
        return { json: { on }, text: say.switched(on) }
      }),
    )
}

/** Loaded only here: every other command does without the table of groups. */
const loading = () => import('../loading/groups.ts')
