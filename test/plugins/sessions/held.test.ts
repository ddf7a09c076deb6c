import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heldOf, type Reading } from '../../../server/plugins/sessions/held.ts'
import type { Content, Timeline } from '../../../server/plugins/sessions/timeline.ts'
import type { Component, Situation } from '../../../server/reload/types.ts'

const text = (description: string, body: string) => `---\ndescription: ${description}\n---\n${body}`

/** Contents one after the other, each with the time from which it lay there; null: no file. */
function timelineOf(...contents: readonly (readonly [from: number, outline: string | null])[]): Timeline {
  const files = contents.flatMap(([from, outline], index): Content[] =>
    outline === null
      ? []
      : [
          {
            from,
            until: contents[index + 1]?.[0] ?? null,
            hash: outline,
            outline,
            size: 1,
            mtimeMs: from,
            ctimeMs: from,
          },
        ],
  )
  return { folder: '/p', exists: true, since: 0, files: new Map([['file', files]]) }
}

const HEADLESS: Situation = { version: '2.1.329', driver: 'headless', mode: 'in-place' }
const OLDER: Situation = { version: '2.1.100', driver: 'interactive', mode: 'cached' }

const START: Reading = { at: 100, by: 'start' }
const edited = timelineOf([0, text('Speaks.', 'Calm.')], [200, text('Speaks.', 'Hurry.')])
const described = timelineOf([0, text('Speaks.', 'Calm.')], [200, text('Sings.', 'Calm.')])
const setBack = timelineOf([0, text('A', 'b')], [200, text('A', 'c')], [300, text('A', 'b')])

type Case = [
  what: string,
  component: Component,
  timeline: Timeline,
  by: readonly (readonly [at: number, by: Reading['by']])[],
  remedy: string,
  situation?: Situation,
]

const CASES: readonly Case[] = [
  ['an edited skill', 'skill', edited, [], '/reload-skills'],
  ['a skill that was reloaded', 'skill', edited, [[250, '/reload-skills']], ''],
  ['a skill that was reloaded before it was edited', 'skill', edited, [[150, '/reload-skills']], '/reload-skills'],
  ['a skill after all plugins were reloaded', 'skill', edited, [[250, '/reload-plugins']], ''],
  ['a skill after /clear, which does not read it', 'skill', edited, [[250, '/clear']], '/reload-skills'],
  ['an agent after the skills were reloaded', 'agent', edited, [[250, '/reload-skills']], '/reload-plugins'],
  ['hooks after the plugins were reloaded', 'hook config', edited, [[250, '/reload-plugins']], ''],
  ['the script of a hook, which is started anew', 'hook script', edited, [], 'none'],
  ['an MCP server without a terminal', 'MCP config', edited, [[250, '/reload-plugins']], 'new session'],
  ['a new description of an agent', 'agent', described, [], '/reload-plugins /clear'],
  ['the first half of two steps', 'agent', described, [[250, '/reload-plugins']], '/clear'],
  [
    'both halves',
    'agent',
    described,
    [
      [250, '/reload-plugins'],
      [260, '/clear'],
    ],
    '',
  ],
  [
    'both halves the wrong way round',
    'agent',
    described,
    [
      [240, '/clear'],
      [250, '/reload-plugins'],
    ],
    '/clear',
  ],
  [
    'the second half in a version that announces agents once',
    'agent',
    described,
    [
      [250, '/reload-plugins'],
      [260, '/clear'],
    ],
    'new session',
    OLDER,
  ],
  ['what was set back', 'skill', setBack, [], ''],
  ['what was set back after it was read', 'skill', setBack, [[250, '/reload-skills']], '/reload-skills'],
  [
    'what was set back and read again',
    'skill',
    setBack,
    [
      [250, '/reload-skills'],
      [350, '/reload-plugins'],
    ],
    '',
  ],
  ['a skill that was added', 'skill', timelineOf([200, 'new']), [], '/reload-skills'],
  ['a skill that was removed', 'skill', timelineOf([0, 'old'], [200, null]), [], '/reload-skills'],
  [
    'a skill that was removed, and that was read',
    'skill',
    timelineOf([0, 'old'], [200, null]),
    [[250, '/reload-skills']],
    '',
  ],
  ['a skill in a version without /reload-skills', 'skill', edited, [], '/reload-plugins', OLDER],
  ['the same without a terminal', 'skill', edited, [], 'new session', { ...OLDER, driver: 'headless' }],
]

for (const [what, component, timeline, by, remedy, situation = HEADLESS] of CASES) {
  test(`${what}: ${remedy || 'nothing is left'}`, () => {
    const later = by.map(([at, action]) => ({ at, by: action }))
    const { verdict } = heldOf(timeline, 'file', component, [START, ...later], situation)
    assert.equal(verdict?.rule.remedy.join(' ') ?? '', remedy)
  })
}

test('it is told since when it has what it has', () => {
  const twice = timelineOf([0, 'a'], [200, 'b'], [300, 'c'])
  const { reading } = heldOf(twice, 'file', 'hook config', [START, { at: 250, by: '/reload-plugins' }], HEADLESS)
  assert.deepEqual(reading, { at: 250, by: '/reload-plugins' })
})

test('what changed before anybody looked is stale, until it is read again', () => {
  const unseen: Timeline = { ...timelineOf([200, 'now']), since: 250 }
  assert.equal(heldOf(unseen, 'file', 'skill', [START], HEADLESS).content, 'unknown')
  assert.deepEqual(heldOf(unseen, 'file', 'skill', [START], HEADLESS).verdict?.rule.remedy, ['/reload-skills'])
  const again = [START, { at: 300, by: '/reload-skills' }] as const
  assert.equal(heldOf(unseen, 'file', 'skill', [...again], HEADLESS).verdict, null)
})
