import type { Random } from '../random.ts'
import type { Row, Trial } from '../row.ts'
import { type Contents, contentsOf, equal } from '../support/bytes.ts'
import { generationIn, installGeneration, layGeneration, syncedContents } from '../support/generations.ts'
import { type Ground, ID, layGround } from '../support/ground.ts'
import { actionsOf } from '../support/journal.ts'
import { openPanelOn } from '../support/panel.ts'
import { badRefusal, run } from '../support/program.ts'

export const twoAtOnce: Row = {
  name: 'two at once',
  lost: 'the loaded copy is a mixture of states, an action stays unfinished, or whoever had to wait was not told clearly',
  async run(trial) {
    using ground = layGround()
    installGeneration(ground)
    const panel = await openPanelOn(ground)
    if (panel.post === null) return trial.lost(`The panel did not start: ${panel.complaints()}`)
    const states: Contents[] = [contentsOf(ground.loaded)]
    try {
      for (let round = 1; round <= trial.times(50, 3); round++) {
        layGeneration(ground.source, Math.max(generationIn(ground.loaded), round) + 1)
        states.push(syncedContents(ground))
        await rush(trial, ground, panel.post, trial.random, states)
      }
    } catch (error) {
      trial.lost(`${error}, and the panel said: ${panel.complaints()}`)
    } finally {
      await panel.stop()
    }
  },
}

type Post = NonNullable<Awaited<ReturnType<typeof openPanelOn>>['post']>

/** Three command lines and the panel change one plugin at the same time. */
async function rush(trial: Trial, ground: Ground, post: Post, random: Random, states: readonly Contents[]) {
  const commands = Array.from({ length: 3 }, () => (random.happens(0.6) ? ['sync', ID, '--overwrite'] : ['undo']))
  const [latest] = actionsOf(ground)
  const clicks = random.happens(0.5)
    ? post(`/plugins/${encodeURIComponent(ID)}/sync`)
    : post(`/actions/${latest?.id ?? 1}/undo`)
  const [answer, ...ended] = await Promise.all([clicks, ...commands.map((args) => run(ground, args))])
  trial.tried('panel')
  trial.expect([303, 404, 409, 422].includes(answer.status), `the panel answered ${answer.status}`)
  for (const [index, ran] of ended.entries()) {
    trial.tried(`command ${ran.code === 0 ? 'done' : 'told'}`)
    const bad = ran.code === 0 || (ran.code === 1 && ran.err === '') ? null : badRefusal(ran)
    trial.expect(bad === null, `${commands[index]?.join(' ')}: ${bad}`)
  }
  const now = contentsOf(ground.loaded)
  trial.expect(
    states.some((state) => equal(state, now)),
    `after ${commands.join(' and ')}: a mixture of states`,
  )
  const unfinished = actionsOf(ground).filter(({ state }) => state === 'running' || state === 'failed')
  trial.expect(unfinished.length === 0, `left unfinished: ${unfinished.map(({ error, kind }) => `${kind}: ${error}`)}`)
}
