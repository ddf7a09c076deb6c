import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { suite, test } from 'node:test'
import { json } from '../support/lab.ts'
import { formFrom, signIn, testPanel } from '../support/panel.ts'

const MANIFEST = '.claude-plugin/plugin.json'

/** A plugin of a directory marketplace, and one of which no source is known. */
function openLab() {
  const panel = testPanel()
  const { at } = panel
  const record = (name: string) => ({
    scope: 'user',
    installPath: at(`claude/plugins/cache/lab/${name}/1.0.0`),
    version: '1.0.0',
  })
  panel.write({
    [`lab/voice/${MANIFEST}`]: json({ name: 'voice', version: '1.0.0' }),
    'lab/.claude-plugin/marketplace.json': json({
      name: 'lab',
      owner: {},
      plugins: [{ name: 'voice', source: './voice' }],
    }),
    [`claude/plugins/cache/lab/voice/1.0.0/${MANIFEST}`]: json({ name: 'voice', version: '1.0.0' }),
    [`claude/plugins/cache/lab/lost/1.0.0/${MANIFEST}`]: json({ name: 'lost', version: '1.0.0' }),
    'claude/plugins/installed_plugins.json': json({
      version: 2,
      plugins: { 'voice@lab': [record('voice')], 'lost@lab': [record('lost')] },
    }),
    'claude/plugins/known_marketplaces.json': json({
      lab: { source: { source: 'directory', path: at('lab') }, installLocation: at('lab') },
    }),
  })
  panel.panel.survey.lookAgain()
  return panel
}

suite('the ship check of a plugin', () => {
  test('offers the directory, and the repository where it is one', async () => {
    using lab = openLab()
    const cookie = await signIn(lab)
    const page = async () => (await lab.request('/plugins/voice@lab/shipping', { headers: { cookie } })).text()
    assert.match(await page(), /Install it as it is/)
    assert.doesNotMatch(await page(), /Install what is committed/)
    mkdirSync(lab.at('lab/.git'))
    assert.match(await page(), /Install what is committed/)
  })

  test('says why there is nothing to check, and refuses with the same page', async () => {
    using lab = openLab()
    const cookie = await signIn(lab)
    const page = await lab.request('/plugins/lost@lab/shipping', { headers: { cookie } })
    assert.match(await page.text(), /No folder on this machine is known as its source\./)
    const asked = await lab.request('/plugins/lost@lab/shipping', formFrom(cookie, { way: 'git' }))
    assert.equal(asked.status, 422)
    const unknown = await lab.request('/plugins/nobody@lab/shipping', { headers: { cookie } })
    assert.equal(unknown.status, 404)
  })

  test('needs Claude Code, and a way that is offered', async () => {
    using lab = openLab()
    const cookie = await signIn(lab)
    const post = (way: string) => lab.request('/plugins/voice@lab/shipping', formFrom(cookie, { way }))
    const without = await post('directory')
    assert.equal(without.status, 422)
    assert.match(await without.text(), /Claude Code is not known here/)
  })
})
