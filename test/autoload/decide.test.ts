import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { type Choice, type Circumstances, decide, decideAsked, type PluginFacts } from '../../server/autoload/decide.ts'

const NOWHERE: PluginFacts = { exists: false, installed: false, enabled: false, disabled: false }
const OFFERED: PluginFacts = { ...NOWHERE, exists: true }
const THERE: PluginFacts = { exists: true, installed: true, enabled: true, disabled: false }
const DISABLED: PluginFacts = { exists: true, installed: true, enabled: false, disabled: true }
/** Installed, and its line in the settings was lost to another install at the same time. */
const LOST: PluginFacts = { exists: true, installed: true, enabled: false, disabled: false }

const A = 'sw-a@specweave'
const B = 'sw-b@specweave'
const group = (name: string, ...plugins: string[]) => ({ name, title: name, plugins, prompt: {}, project: [] }) as never
const auto = (...plugins: string[]): Choice => ({ state: 'auto', plugins })

type Case = {
  says: string
  plugins?: string[]
  choice?: Choice
  facts?: PluginFacts
  refused?: string
  on?: boolean
  claude?: boolean
  asked?: string
  outcome: string
  why: RegExp
}

const CASES: readonly Case[] = [
  { says: 'nothing was chosen', outcome: 'suggest', why: /^The group a only suggests\.$/ },
  { says: 'approved', choice: auto(A), outcome: 'load', why: /loads by itself, and sw-a@specweave is approved/ },
  { says: 'only suggested', choice: { state: 'suggest', plugins: [] }, outcome: 'suggest', why: /only suggests/ },
  { says: 'suggested now, approved once', choice: { state: 'suggest', plugins: [A] }, outcome: 'suggest', why: /only/ },
  { says: 'off', choice: { state: 'off', plugins: [A] }, outcome: 'off', why: /^The group a is off\.$/ },
  { says: 'the switch is off', choice: auto(A), on: false, outcome: 'off', why: /^All groups are switched off\.$/ },
  { says: 'another id was approved', choice: auto(B), outcome: 'suggest', why: /was not approved/ },
  { says: 'installed', choice: auto(A), facts: THERE, outcome: 'already there', why: /installed and enabled/ },
  { says: 'installed, not approved', facts: THERE, outcome: 'already there', why: /installed and enabled/ },
  {
    says: 'installed without claude',
    choice: auto(A),
    facts: THERE,
    claude: false,
    outcome: 'already there',
    why: /inst/,
  },
  { says: 'nowhere', choice: auto(A), facts: NOWHERE, outcome: 'not found', why: /^No marketplace of yours has sw-a@/ },
  { says: 'nowhere, suggested', facts: NOWHERE, outcome: 'not found', why: /^No marketplace of yours/ },
  { says: 'no plugin', plugins: [], choice: auto(), outcome: 'not found', why: /^The group a has no plugin\.$/ },
  {
    says: 'refused',
    choice: auto(A),
    refused: 'it was uninstalled',
    outcome: 'refused',
    why: /here: it was uninstalled\.$/,
  },
  { says: 'refused, suggested', refused: 'you said no', outcome: 'refused', why: /you said no/ },
  { says: 'disabled by hand', choice: auto(A), facts: DISABLED, outcome: 'refused', why: /disabled in the settings/ },
  { says: 'its line was lost', choice: auto(A), facts: LOST, outcome: 'load', why: /is approved/ },
  { says: 'no claude', choice: auto(A), claude: false, outcome: 'no claude', why: /^No `claude` was found/ },
  { says: 'no claude, suggested', claude: false, outcome: 'suggest', why: /only suggests/ },
  { says: 'asked for', asked: 'a', outcome: 'load', why: /approved/ },
  {
    says: 'asked for, off',
    asked: 'a',
    choice: { state: 'off', plugins: [] },
    on: false,
    outcome: 'load',
    why: /approved/,
  },
  { says: 'asked for, refused once', asked: 'a', refused: 'it was uninstalled', outcome: 'load', why: /approved/ },
  { says: 'asked for, disabled', asked: 'a', facts: DISABLED, outcome: 'load', why: /approved/ },
  { says: 'asked for, there', asked: 'a', facts: THERE, outcome: 'already there', why: /installed and enabled/ },
  { says: 'asked for, nowhere', asked: 'a', facts: NOWHERE, outcome: 'not found', why: /No marketplace/ },
  { says: 'asked for without claude', asked: 'a', claude: false, outcome: 'no claude', why: /No `claude`/ },
]

suite('what becomes of a group that was detected', () => {
  for (const { says, plugins = [A], choice, facts = OFFERED, refused = null, asked, outcome, why, ...rest } of CASES) {
    test(`${says}: ${outcome}`, () => {
      const at = circumstances({
        ...rest,
        choices: choice ? { a: choice } : {},
        facts: () => facts,
        refused: () => refused,
      })
      const [decision, ...more] = (asked ? decideAsked : decide)(['a'], [group('a', ...plugins)], at)
      assert.deepEqual(more, [])
      assert.equal(decision?.group, 'a')
      assert.equal(decision?.outcome, outcome)
      assert.match(decision?.why ?? '', why)
    })
  }

  test('its plugins are decided one by one', () => {
    const facts = (id: string) => (id === A ? THERE : OFFERED)
    const decisions = decide(['a'], [group('a', A, B)], circumstances({ choices: { a: auto(A) }, facts }))
    assert.deepEqual(
      decisions.map(({ plugin, outcome }) => [plugin, outcome]),
      [
        [A, 'already there'],
        [B, 'suggest'],
      ],
    )
  })

  test('a plugin of two groups is loaded once, for the group that loads it', () => {
    const groups = [group('a', A), group('b', A)]
    const decisions = decide(['a', 'b'], groups, circumstances({ choices: { b: auto(A) } }))
    assert.deepEqual(
      decisions.map((decision) => [decision.group, decision.plugin, decision.outcome]),
      [['b', A, 'load']],
    )
  })

  test('a name that is no group decides nothing', () => {
    assert.deepEqual(decide(['zzz'], [group('a', A)], circumstances({})), [])
  })
})

function circumstances({
  choices = {},
  ...more
}: Partial<Omit<Circumstances, 'choices'>> & { choices?: Record<string, Choice> }): Circumstances {
  return {
    ...{ on: true, claude: true, facts: () => OFFERED, refused: () => null },
    ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
    choices: new Map(Object.entries(choices)),
  }
}
