import { edit, expect, test } from './panel.ts'

test('somebody opens a hook, runs it, and reads what it means; then edits it and sees what changed', async ({
  page,
  story,
}) => {
  await page.goto(story.link)
  await page.getByRole('link', { name: 'Doctor', exact: true }).click()
  await page.getByRole('navigation', { name: 'Doctor' }).getByRole('link', { name: 'Hooks' }).click()
  const row = page.locator('main').locator('li, tr').filter({ hasText: 'voice@lab' })
  await row.getByRole('link', { name: /remind\.mjs/ }).click()

  const bench = page.locator('#bench')
  await expect(bench.locator('.command')).toHaveText(/CLAUDE_PLUGIN_ROOT}\/hooks\/remind\.mjs" briefly$/)
  await bench.getByLabel('Standard input').fill('{"prompt": "Publish it."}')
  await bench.getByRole('button', { name: 'Run it' }).click()
  await expect(bench.locator('#bench-result')).toHaveCount(0)

  await bench.getByLabel(/I have read the command/).check()
  await bench.getByRole('button', { name: 'Run it' }).click()
  const verdict = bench.locator('#bench-result')
  await expect(verdict.getByRole('heading', { name: 'Goes on Claude is given what it printed.' })).toBeVisible()
  await expect(verdict.locator('.told')).toHaveText(
    /UserPromptSubmit hook success: Voice: briefly Answer as if it were heard/,
  )
  await expect(bench.getByLabel('Standard input')).toHaveValue(/"prompt": "Publish it\."/)

  await verdict.getByLabel('Name').fill('publishing')
  await verdict.getByRole('button', { name: 'Save as a fixture' }).click()
  await expect(bench.getByRole('link', { name: 'publishing' })).toBeVisible()

  edit(story.source('hooks/remind.mjs'), "console.log('Voice:'", "process.exitCode = 2\nconsole.error('Not today:'")
  await page.reload()
  await bench.getByRole('link', { name: 'publishing' }).click()
  await expect(bench.getByLabel('Event')).toHaveValue(/^fixture \d+$/)
  await expect(bench.getByText('The hook has changed since this run.')).toBeVisible()
  await bench.getByLabel('Compare with').selectOption('the copy that Claude Code reads')
  await bench.getByLabel('Runs').selectOption('5')
  await bench.getByLabel(/I have read the command/).check()
  await bench.getByRole('button', { name: 'Run it' }).click()
  await expect(
    verdict.getByRole('heading', { name: 'Blocks The prompt is dropped: Claude never sees it.' }),
  ).toBeVisible()
  await expect(verdict.getByText(/Not as it was its exit code was 0, and is 2/)).toBeVisible()
  await expect(verdict.getByRole('table', { name: 'Against the copy that Claude Code reads' })).toContainText('Outcome')
  await expect(verdict.getByRole('img', { name: /^5 runs: median/ })).toBeVisible()
})
