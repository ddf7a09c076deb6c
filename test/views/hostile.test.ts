import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guideOf } from '../../server/reload/guide.ts'
import { autoloadPage } from '../../views/autoload.ts'
import { approvalPage } from '../../views/autoload-approval.ts'
import { hooksPage } from '../../views/autoload-hooks.ts'
import { instructionsPage } from '../../views/autoload-instructions.ts'
import { rulesPage } from '../../views/autoload-rules.ts'
import { tryPage } from '../../views/autoload-try.ts'
import { cachePage } from '../../views/cache.ts'
import { clearingPage } from '../../views/cache-clearing.ts'
import { definitionPage } from '../../views/definition.ts'
import { definitionsPage } from '../../views/definitions.ts'
import { doctorPage } from '../../views/doctor.ts'
import { checkPage, checksPage } from '../../views/doctor-check.ts'
import { errorPage } from '../../views/errors.ts'
import { guidePage } from '../../views/guide.ts'
import { historyPage } from '../../views/history.ts'
import { hookPage } from '../../views/hook.ts'
import { hookBench } from '../../views/hook-bench.ts'
import { hookCondition } from '../../views/hook-condition.ts'
import { hookLog } from '../../views/hook-log.ts'
import { hookCost } from '../../views/hook-overhead.ts'
import { hookSwitchPage } from '../../views/hook-switch.ts'
import { hooksPage as allHooksPage } from '../../views/hooks.ts'
import type { Html } from '../../views/html.ts'
import { page as pageOf } from '../../views/layout.ts'
import { loadsPage } from '../../views/loads.ts'
import { marketplacesPage } from '../../views/marketplaces.ts'
import { modesPage } from '../../views/modes.ts'
import { planPage } from '../../views/plan.ts'
import { pluginPage } from '../../views/plugin.ts'
import { homePage } from '../../views/plugins.ts'
import { probePage } from '../../views/probe.ts'
import { reinstallPage } from '../../views/reinstall.ts'
import { sessionsPage } from '../../views/sessions.ts'
import { shippingPage } from '../../views/shipping.ts'
import { trashPage } from '../../views/trash.ts'
import { trashActionPage } from '../../views/trash-action.ts'
import { emptyingPage } from '../../views/trash-emptying.ts'
import { restorePage } from '../../views/trash-restore.ts'
import { whyPage } from '../../views/why.ts'
import * as autoloads from './autoload-samples.ts'
import * as benches from './bench-samples.ts'
import * as cacheSamples from './cache-samples.ts'
import * as definitions from './definition-samples.ts'
import { definitionsModel } from './definitions-samples.ts'
import * as doctor from './doctor-samples.ts'
import { editFigures, fileProof } from './edit-samples.ts'
import * as hookSamples from './hook-samples.ts'
import * as hookTraces from './hook-trace-samples.ts'
import * as modes from './mode-samples.ts'
import * as probes from './probe-samples.ts'
import * as reinstalls from './reinstall-samples.ts'
import * as samples from './samples.ts'
import * as sessions from './session-samples.ts'
import * as shipping from './shipping-samples.ts'
import * as trashSamples from './trash-samples.ts'
import * as whySamples from './why-samples.ts'

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "');alert(1)//",
  '<div hx-get="/x" hx-trigger="load" hx-swap-oob="true"></div><hx-partial hx-target="#main">',
  '\u202egnp.exe\u202c\u200b',
  '\u001b[31m\u001b]8;;http://x\u0007red\u0000',
  '\u0024{7*7}{{7*7}}',
  '../../../etc/passwd',
  'javascript:alert(1)',
  '\ud800 lone',
]

/** Words that mean something to the program; everything else on a page is someone else's text. */
const OURS = new Set([
  'status',
  'state',
  'kind',
  'how',
  'by',
  'do',
  'view',
  'show',
  'sort',
  'component',
  'scope',
  'layer',
  'what',
  'direction',
  'aspects',
  'edited',
  'change',
  'source',
  'confidence',
  'remedy',
  'modes',
  'drivers',
  'changes',
  'mode',
  'lineEnding',
  'encoding',
  'plans',
  'fingerprint',
  'hash',
  'keep',
  'plan',
  'token',
  'trash',
  'was',
  'id',
  'group',
  'verdict',
  'outcome',
  'zone',
  'event',
  'of',
  'listedBy',
  'example',
  'driver',
  'standing',
  'hop',
  'broken',
  'severity',
  'finding',
  'way',
  'from',
  'to',
  'pace',
  'form',
])

/** The same value with the attack put into every text that is not ours. */
function poisoned<Value>(value: Value, attack: string, key = ''): Value {
  if (typeof value === 'string') return (OURS.has(key) ? value : `${value}${attack}`) as Value
  if (Array.isArray(value)) return value.map((item) => poisoned(item, attack, key)) as Value
  if (value === null || typeof value !== 'object' || value instanceof Map || value instanceof Set) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      poisoned(inner, attack, typeof inner === 'object' && !Array.isArray(inner) ? '' : name),
    ]),
  ) as Value
}

const files = [samples.fileRow('skills/speak/SKILL.md', 'modified', { edited: 'both' }), samples.fileRow('README.md')]
const plugin = samples.pluginModel({
  files,
  chosen: {
    row: files[0] ?? samples.fileRow('x'),
    choices: [
      { keep: 'source', plan: 'a1b2c3d4e5f60718', removes: false },
      { keep: 'cache', plan: 'a1b2c3d4e5f60718', removes: true },
    ],
    patch: samples.patch('SKILL.md', 'one\ntwo\n', 'one\nthree\n', { notes: ['A note.'] }),
    proof: fileProof(),
  },
  edits: editFigures(),
  findings: [doctor.finding({ below: 'skills/speak/SKILL.md' }), ...doctor.findings()],
  found: { error: 2, warning: 1, note: 1, muted: 1 },
  shell: samples.shell({
    notices: [samples.action(1), samples.action(2, { state: 'failed', error: 'No.' })],
    problems: [{ file: '/a.json', message: 'Bad.', line: 1, column: 2 }],
  }),
  cached: samples.cachedVersions(),
  actions: [samples.action(1)],
})

const PAGES: Record<string, (attack: string) => Html> = {
  modes: (attack) => modesPage(poisoned(modes.overview(), attack), attack),
  'modes that are not possible': (attack) => modesPage(poisoned(modes.overview({ source: null }), attack)),
  'a mode that was switched to': (attack) =>
    modesPage(poisoned(modes.overview({ switched: { action: 4, mode: 'cached-link', at: 0, plugin: 'x' } }), attack)),
  'a switch to the skills folder': (attack) => modesPage(poisoned(modes.planned('skills-dir'), attack)),
  'a switch to a link': (attack) => modesPage(poisoned(modes.planned('cached-link'), attack)),
  'a switch back': (attack) => modesPage(poisoned(modes.planned('copy', { takesBack: samples.action(4) }), attack)),
  home: (attack) =>
    homePage(
      poisoned(
        samples.homeModel(samples.mixedRows(), {
          shell: plugin.shell,
          offer: { version: '2.1.400', newest: '2.1.329' },
          query: { q: 'x', show: 'all', sort: 'name' },
        }),
        attack,
      ),
      attack,
    ),
  'home, nothing found': (attack) =>
    homePage(poisoned(samples.homeModel([], { counts: { all: 3, drifted: 0, problems: 0, disabled: 0 } }), attack)),
  'first run': (attack) => homePage(poisoned(samples.homeModel([]), attack)),
  plugin: (attack) => pluginPage(poisoned(plugin, attack), attack),
  'plugin, side by side': (attack) =>
    pluginPage(poisoned({ ...plugin, query: { ...plugin.query, view: 'split' } }, attack)),
  plan: (attack) =>
    planPage(poisoned({ shell: plugin.shell, status: plugin.status, plan: samples.planWithEverything() }, attack)),
  ...Object.fromEntries(
    [definitions.definitionModel(), ...definitions.otherModels()].map((model, index) => [
      `definition ${index}`,
      (attack: string) => definitionPage(poisoned(model, attack), attack),
    ]),
  ),
  'ship check': (attack) => shippingPage(poisoned(shipping.shippingModel(), attack), attack),
  'ship check that failed': (attack) =>
    shippingPage(
      poisoned(
        shipping.shippingModel({
          run: { id: 'voice@lab', way: 'git', at: 0, state: 'failed', message: 'No.', next: 'Try again.' },
          cannot: { sentence: 'No.', next: 'Do it.' },
        }),
        attack,
      ),
    ),
  marketplaces: (attack) =>
    marketplacesPage(poisoned({ shell: plugin.shell, marketplaces: samples.markets(), leftovers: 2 }, attack)),
  cache: (attack) => cachePage(poisoned(cacheSamples.cacheModel({ doubt: 'Doubt.' }), attack), attack),
  'cache, clearing': (attack) => clearingPage(poisoned(cacheSamples.clearingModel(), attack), attack),
  history: (attack) =>
    historyPage(poisoned({ shell: plugin.shell, actions: plugin.actions, plugin: 'voice@lab' }, attack)),
  guide: (attack) => {
    const query = { version: '', driver: 'interactive' as const, q: '' }
    const guide = { ...guideOf('2.1.329', 'interactive'), version: `2.1.329${attack}` }
    const offer = { version: '2.1.400', newest: '2.1.329' }
    return guidePage({
      ...poisoned({ shell: plugin.shell, installed: '2.1.329', query, offer }, attack),
      guide,
      versions: [],
    })
  },
  'guide, measured here': (attack) => {
    const query = { version: '2.1.329', driver: 'interactive' as const, q: '' }
    const guide = guideOf('2.1.329', 'interactive', probes.ownOf(poisoned(probes.ownRows(), attack)))
    return guidePage({ shell: plugin.shell, installed: '2.1.329', query, offer: null, guide, versions: [] })
  },
  probe: (attack) => probePage(poisoned(probes.probeModel({ shell: plugin.shell }), attack), attack),
  'probe, nothing measured': (attack) => probePage(poisoned(probes.emptyProbeModel(), attack), attack),
  'reinstall, its plan': (attack) => reinstallPage(poisoned(reinstalls.planned(), attack), attack),
  'reinstall, how it went': (attack) => reinstallPage(poisoned(reinstalls.underWay('failed'), attack)),
  doctor: (attack) => doctorPage(poisoned(doctor.doctorModel({ shell: plugin.shell }), attack), attack),
  'doctor, muted': (attack) => doctorPage(poisoned(doctor.mutedModel(), attack)),
  definitions: (attack) => definitionsPage(poisoned(definitionsModel(), attack)),
  'a check': (attack) => checkPage(poisoned(doctor.checkModel(), attack)),
  'all checks': (attack) => checksPage(poisoned(doctor.checksModel(), attack)),
  sessions: (attack) => sessionsPage(poisoned(sessions.sessionsModel(), attack)),
  'sessions, nothing found': (attack) =>
    sessionsPage(poisoned(sessions.sessionsModel({ sessions: [], plugin: 'voice@lab' }), attack)),
  trash: (attack) => trashPage(poisoned(trashSamples.trashModel({ shell: plugin.shell }), attack), attack),
  'the trash of one action': (attack) => trashActionPage(poisoned(trashSamples.trashLineModel(), attack), attack),
  'what would be restored': (attack) => restorePage(poisoned(trashSamples.restoreModel(), attack), attack),
  'what would be removed for good': (attack) => emptyingPage(poisoned(trashSamples.emptyingModel(), attack), attack),
  'auto-load': (attack) => autoloadPage(poisoned(autoloads.autoloadModel(), attack), attack),
  'auto-load, an approval': (attack) => approvalPage(poisoned(autoloads.approvalModel(), attack), attack),
  'auto-load, installing hooks': (attack) => hooksPage(poisoned(autoloads.hooksReview(), attack), attack),
  'auto-load, removing hooks': (attack) => hooksPage(poisoned(autoloads.hooksRemoval(), attack), attack),
  'auto-load, CLAUDE.md': (attack) => instructionsPage(poisoned(autoloads.instructionsReview(), attack), attack),
  'a prompt that is tried': (attack) => tryPage(poisoned(autoloads.tryModel(), attack), attack),
  'a project that is tried': (attack) => tryPage(poisoned(autoloads.triedProject(), attack), attack),
  'rules as a draft': (attack) => rulesPage(poisoned(autoloads.rulesModel(), attack), attack),
  'what was loaded': (attack) => loadsPage(poisoned(autoloads.loadsModel(), attack), attack),
  why: (attack) => whyPage(poisoned(whySamples.whyModel(), attack)),
  'why, with nothing asked': (attack) => whyPage(poisoned(whySamples.nothingAsked({ refusal: 'No.' }), attack)),
  'all hooks': (attack) => allHooksPage(poisoned(hookSamples.hooksModel(), attack)),
  'a hook': (attack) => hookPage(poisoned(hookSamples.hookModel(), attack), attack),
  'a switch of a hook': (attack) => hookSwitchPage(poisoned(hookTraces.switchModel(), attack), attack),
  'what is known of a hook': (attack) =>
    pageOf({
      title: 'Hook',
      place: 'doctor',
      topics: [],
      shell: plugin.shell,
      content: [
        hookCondition(poisoned(hookTraces.conditionModel(), attack)),
        hookCost(poisoned(hookTraces.hookCost(), attack)),
        hookLog(poisoned(hookTraces.hookLogs(), attack)),
      ],
    }),
  ...Object.fromEntries(
    [benches.benchModel(), benches.requestModel(), benches.askingModel()].map((model, index) => [
      `a bench ${index}`,
      (attack: string) =>
        pageOf({
          title: 'Bench',
          place: 'doctor',
          topics: [],
          shell: plugin.shell,
          content: hookBench(poisoned(model, attack)),
        }),
    ]),
  ),
  error: (attack) => errorPage({ status: 404, sentence: attack, next: attack }),
}

const CONTROL = '[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u202a-\\u202e\\ufeff]'
const UNSEEN = new RegExp(`${CONTROL}|[\\ud800-\\udfff]`, 'u')

const WITH_CONTEXT = new RegExp(`.{0,60}(?:${UNSEEN.source})`, 'u')

/** As a browser splits it: names, then values in double quotes. */
const TAG = /<([a-z][a-z0-9-]*)((?:\s+[a-z][a-z0-9:-]*(?:="[^"]*")?)*)\s*>/g
const ANYTHING_LIKE_A_TAG = /<[a-z!/][^>]*>?/gi

for (const [name, draw] of Object.entries(PAGES)) {
  for (const attack of HOSTILE) {
    test(`${name} shows ${JSON.stringify(attack)} and does nothing else with it`, async () => {
      const calm = String(await draw(' calm'))
      const page = String(await draw(attack))
      assert.deepEqual(skeleton(page), skeleton(calm))
      const [unseen] =
        page
          .replace(/ value="[^"]*"/g, '')
          .replace(TYPED, '')
          .match(WITH_CONTEXT) ?? []
      assert.equal(unseen, undefined)
    })
  }
}

/** What is to be edited stays as it was typed. */
const TYPED = /(?<=<textarea [^>]*>)[^<]*/g

/** Not there for what hides something. */
const COPY_BUTTON = /<button type="button" class="copy"[^>]*><\/button>/g

/** Tags and the names of their attributes; what stands for one unseen character may come as often as it likes. */
function skeleton(page: string): string[] {
  const tags = [...page.replace(COPY_BUTTON, '').matchAll(ANYTHING_LIKE_A_TAG)].map(([tag]) => tag)
  for (const tag of tags) if (/^<[a-z]/i.test(tag)) assert.match(tag, new RegExp(`^${TAG.source}$`), tag)
  return tags
    .filter(
      (tag) =>
        !tag.startsWith('<span class="unseen"') && tag !== '</span>' && !tag.startsWith('<mark') && tag !== '</mark>',
    )
    .map((tag) => tag.replace(/="[^"]*"/g, ''))
}
