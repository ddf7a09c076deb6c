import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { suite, test } from 'node:test'
import { allChecks } from '../../server/doctor/checks.ts'
import { type Cases, findingsOf } from './run-case.ts'

const COMPLETE = /^[A-Z“‘`\d$].*[.!?]$/s

for (const check of await allChecks()) {
  const file = new URL(`./cases/${check.name}.ts`, import.meta.url)
  suite(check.name, () => {
    test('has cases that trigger it and near misses that do not', async () => {
      const { triggers, nearMisses } = await casesIn(file)
      assert.ok(Object.keys(triggers).length > 0)
      assert.ok(Object.keys(nearMisses).length > 0)
    })

    test('says how it is known', () => {
      assert.match(check.evidence.says, COMPLETE)
      if (check.evidence.how === 'measured') assert.ok(check.evidence.shownBy, 'no test shows it')
      const { shownBy } = check.evidence
      if (shownBy) assert.ok(existsSync(new URL(`../${shownBy}`, import.meta.url)), shownBy)
    })

    test('finds what it should, and nothing in the near misses', async (t) => {
      const { triggers, nearMisses } = await casesIn(file)
      for (const [name, { at, says, ...given }] of Object.entries(triggers))
        await t.test(name, async () => {
          const found = await findingsOf(given)
          const own = found.findings.filter((finding) => finding.check === check.name)
          assert.deepEqual(own.map(found.at), at, JSON.stringify(found.findings, null, 2))
          for (const { message, happens, fix } of own)
            for (const sentence of [message, happens, fix]) assert.match(sentence, COMPLETE)
          if (says) assert.match(own.map(({ message }) => message).join('\n'), says)
        })
      for (const [name, given] of Object.entries(nearMisses))
        await t.test(`near miss: ${name}`, async () => {
          const { findings } = await findingsOf(given)
          assert.deepEqual(
            findings.filter((finding) => finding.check === check.name),
            [],
          )
        })
    })
  })
}

async function casesIn(file: URL): Promise<Cases> {
  assert.ok(existsSync(file), `${file.pathname} is missing`)
  return (await import(file.href)).cases
}
