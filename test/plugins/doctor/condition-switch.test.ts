import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { hookById } from '../../../server/plugins/doctor/bench/find.ts'
import { conditionModel } from '../../../server/plugins/doctor/conditions/model.ts'
import { applySwitch, showSwitch } from '../../../server/plugins/doctor/conditions/switch.ts'
import { undoAction } from '../../../server/plugins/undo.ts'
import { type TestPanel, testPanel } from '../../support/panel.ts'

const FLAG = 'project/.enable-strict-validation'
const GUARD = 'project/.claude/guard.json'

const SCRIPTS = {
  flag: '[ -f "$CLAUDE_PROJECT_DIR/.enable-strict-validation" ] || exit 0\necho strict\n',
  key: 'on=$(jq -r .checks.strict .claude/guard.json 2>/dev/null)\n[ "$on" = "true" ] || exit 0\necho strict\n',
  home: '[ -f ~/.strict ] || exit 0\necho strict\n',
  package: '[ -f package.json ] || exit 0\necho strict\n',
}

/** A project whose settings run this script at every prompt. */
function placeWith(script: keyof typeof SCRIPTS, files: Record<string, string> = {}) {
  const command = 'bash "$CLAUDE_PROJECT_DIR/.claude/check.sh"'
  const settings = { hooks: { UserPromptSubmit: [{ hooks: [{ type: 'command', command }] }] } }
  return testPanel({
    'project/.claude/settings.json': JSON.stringify(settings, null, 2),
    'project/.claude/check.sh': SCRIPTS[script],
    ...files,
  })
}

async function found({ panel }: TestPanel) {
  const { places } = await panel.doctor.diagnose()
  const [hook] = places.flatMap(({ subjects }) =>
    subjects.flatMap((one) => (one.of === 'hook' ? [one.value.hook.id] : [])),
  )
  assert.ok(hook)
  const model = conditionModel(panel, await hookById(panel, hook))
  const [first] = model?.projects ?? []
  const [condition] = first?.conditions ?? []
  assert.ok(first && condition)
  return { state: first.state, condition, wanted: { hook, project: first.project.id, condition: condition.id } }
}

async function switchIt(place: TestPanel) {
  const { wanted } = await found(place)
  const { plan } = await showSwitch(place.panel, wanted)
  return applySwitch(place.panel, wanted, plan.fingerprint)
}

suite('switching a conditional hook', () => {
  test('makes its flag file, takes it away again, and each of that can be undone', async () => {
    using place = placeWith('flag')
    assert.equal((await found(place)).state, 'not active')
    const first = await switchIt(place)
    assert.match(
      first.message,
      /^Switched the UserPromptSubmit hook check\.sh on in .*: \.enable-strict-validation created$/,
    )
    assert.equal(readFileSync(place.at(FLAG), 'utf8'), '')
    assert.equal((await found(place)).state, 'active')
    await undoAction(place.panel, first.action)
    assert.equal(existsSync(place.at(FLAG)), false)

    writeFileSync(place.at(FLAG), 'since March\n')
    await switchIt(place)
    assert.equal(existsSync(place.at(FLAG)), false)
    await undoAction(place.panel, null)
    assert.equal(readFileSync(place.at(FLAG), 'utf8'), 'since March\n')
    assert.deepEqual(readdirSync(place.at('state/aside')), [])
  })

  test('sets the key of its JSON file and leaves every other byte and the mode', async () => {
    const before = '{\r\n  "b" : [1,  2],\r\n  "checks": {"strict" : false , "level":3}, "é": null}\r\n'
    using place = placeWith('key', { 'project/.claude/guard.json': before })
    const { wanted } = await found(place)
    const { files, plan } = await showSwitch(place.panel, wanted)
    assert.deepEqual([files[0]?.what, files[0]?.patch?.added, files[0]?.patch?.removed], ['changed', 1, 1])
    assert.equal(readFileSync(place.at(GUARD), 'utf8'), before, 'only shown')
    const { mode } = statSync(place.at(GUARD))
    const { action } = await applySwitch(place.panel, wanted, plan.fingerprint)
    assert.equal(readFileSync(place.at(GUARD), 'utf8'), before.replace('false', 'true'))
    assert.equal(statSync(place.at(GUARD)).mode, mode)
    await undoAction(place.panel, action)
    assert.equal(readFileSync(place.at(GUARD), 'utf8'), before)
  })

  test('is refused when the disk is no longer what was shown', async () => {
    using place = placeWith('key', { 'project/.claude/guard.json': '{"checks":{"strict":false}}' })
    const { wanted } = await found(place)
    const { plan } = await showSwitch(place.panel, wanted)
    const now = '{"checks":{"strict":false},"mine":1}'
    writeFileSync(place.at(GUARD), now)
    await assert.rejects(applySwitch(place.panel, wanted, plan.fingerprint), {
      status: 409,
      message: /changed since it was shown/,
    })
    assert.equal(readFileSync(place.at(GUARD), 'utf8'), now)
    writeFileSync(place.at('project/.claude/check.sh'), 'echo always\n')
    await assert.rejects(showSwitch(place.panel, wanted), { status: 409, message: /not switched by that any more/ })
    assert.deepEqual(place.panel.store.actions(10), [])
  })

  test('is refused through a link, whichever part of the path it is', async () => {
    using place = placeWith('key', { 'elsewhere/guard.json': '{"checks":{"strict":false}}' })
    symlinkSync(place.at('elsewhere/guard.json'), place.at(GUARD))
    assert.equal(
      (await found(place).catch(() => null))?.condition ?? null,
      null,
      'what a link leads out of is not looked into',
    )

    writeFileSync(place.at('project/.claude/real.json'), '{"checks":{"strict":false}}')
    rmSync(place.at(GUARD))
    symlinkSync('real.json', place.at(GUARD))
    const { wanted } = await found(place)
    await assert.rejects(showSwitch(place.panel, wanted), { status: 422, message: /no plain file/ })
    assert.equal(readFileSync(place.at('elsewhere/guard.json'), 'utf8'), '{"checks":{"strict":false}}')
  })

  test('is not offered for what lies outside of the project, or is there for more than the hook', async () => {
    using outside = placeWith('home')
    const { condition, wanted } = await found(outside)
    assert.match(condition.refused ?? '', /\/home\/\.strict lies outside of this project\.$/)
    await assert.rejects(showSwitch(outside.panel, wanted), { status: 422, message: /not switched from here/ })
    using other = placeWith('package', { 'project/package.json': '{}' })
    const { condition: flag, state } = await found(other)
    assert.deepEqual([state, flag.refused], ['active', 'package.json is there for more than this hook.'])
  })

  test('a folder or a pipe in its place is left alone', async () => {
    using place = placeWith('flag')
    mkdirSync(place.at(FLAG))
    const { places } = await place.panel.doctor.diagnose()
    const [hook] = places.flatMap(({ subjects }) => subjects.flatMap((one) => (one.of === 'hook' ? [one.value] : [])))
    assert.ok(hook)
    assert.equal(conditionModel(place.panel, hook)?.projects[0]?.conditions[0]?.switch ?? null, null)
  })
})
