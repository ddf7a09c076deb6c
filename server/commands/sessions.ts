import type { Command } from 'commander'
import * as say from '../../views/terminal-sessions.ts'
import { sessionJson, sessionReports } from '../plugins/sessions/report.ts'
import type { Define, Options } from './define.ts'

export function defineSessions({ command, answering }: Define) {
  command('sessions', 'what each running session really has of each plugin; exit code 1 when none runs').action(
    (_: Options, self: Command) =>
      answering(self, async (panel) => {
        await panel.survey.ask()
        const reports = await sessionReports(panel)
        return {
          json: { sessions: reports.map(sessionJson) },
          text: say.sessions(reports),
          exitCode: reports.length === 0 ? 1 : 0,
        }
      }),
  )
}
