import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { suite, test } from 'node:test'
import { noticeUninstalled } from '../../server/loading/uninstalled.ts'
import { processStart } from '../../server/processes.ts'
import { type TestPanel, testPanel } from '../support/panel.ts'

const ID = 'sw-release@specweave'
const LIST = 'claude/plugins/installed_plugins.json'
const EMPTY = JSON.stringify({ version: 2, plugins: {} })

/** Hotplug loaded a plugin for these projects, and the list of what is installed says this now. */
function loadedFor(place: TestPanel, projects: readonly string[], list: string) {
  const { panel } = place
  place.write({ [LIST]: list })
  for (const project of projects)
    panel.store.autoload.addInstall({
      ...{ at: 1, plugin: ID, group_name: 'release', project, config: panel.config.configDir },
      ...{ outcome: 'loaded', message: '', duration_ms: 1, asked_by: 'hook' },
    })
  panel.survey.lookAgain()
}

const refused = ({ panel }: TestPanel, project: string) => panel.store.autoload.refusals(project).has(ID)

suite('a plugin that was loaded and is gone', () => {
  test('was uninstalled: that is remembered for every project it was loaded for', () => {
    using place = testPanel()
    loadedFor(place, ['/one', '/two'], EMPTY)
    assert.deepEqual(noticeUninstalled(place.panel), [ID])
    assert.deepEqual([refused(place, '/one'), refused(place, '/two'), refused(place, '/three')], [true, true, false])
  })

  test('is not gone when the list of what is installed cannot be read', () => {
    for (const damaged of ['', '{"version":2,"plu', '[]', '\0']) {
      using place = testPanel()
      loadedFor(place, ['/one'], damaged)
      assert.deepEqual(noticeUninstalled(place.panel), [], JSON.stringify(damaged))
      assert.equal(refused(place, '/one'), false)
    }
  })

  test('is not gone when there is no list at all', () => {
    using place = testPanel()
    loadedFor(place, ['/one'], EMPTY)
    rmSync(place.at(LIST))
    place.panel.survey.lookAgain()
    assert.deepEqual(noticeUninstalled(place.panel), [])
  })

  test('is not gone while a Hotplug is changing what is installed', () => {
    using place = testPanel()
    loadedFor(place, ['/one'], EMPTY)
    place.panel.store.putLock('claude', process.pid, processStart(process.pid) ?? '')
    assert.deepEqual(noticeUninstalled(place.panel), [])
    place.panel.store.dropLock('claude', process.pid)
    assert.deepEqual(noticeUninstalled(place.panel), [ID])
  })

  test('is not gone because another folder of Claude Code does not have it', () => {
    using place = testPanel()
    loadedFor(place, [], EMPTY)
    place.panel.store.autoload.addInstall({
      ...{ at: 1, plugin: ID, group_name: 'release', project: '/one', config: '/elsewhere' },
      ...{ outcome: 'loaded', message: '', duration_ms: 1, asked_by: 'hook' },
    })
    assert.deepEqual(noticeUninstalled(place.panel), [])
  })
})
