import type { Shipped, ShippingModel, ShipRun } from '../../server/plugins/doctor/shipping/types.ts'
import * as samples from './samples.ts'

/** What arrives of a plugin with everything that can go wrong on the way. */
export const shipped = (over: Partial<Shipped> = {}): Shipped => ({
  way: 'git',
  version: '0.1.0',
  files: [
    { path: 'dist/say.mjs', state: 'missing', why: 'Git ignores it, so it is in no commit.', patch: null },
    { path: 'hooks/say.sh', state: 'mode', why: 'Git has recorded another mode.', patch: null },
    {
      path: 'README.md',
      state: 'differs',
      why: 'Your edits are not committed.',
      patch: samples.patch('README.md', 'a\n', 'b\n'),
    },
    { path: 'shared.sh', state: 'copied', why: 'A copy is installed.', patch: null },
    { path: 'old.md', state: 'extra', why: 'It is committed.', patch: null },
  ],
  more: 3,
  same: 12,
  errors: ['Path not found: commands'],
  findings: [
    {
      severity: 'error',
      below: 'hooks/hooks.json',
      line: 4,
      message: 'Its script `dist/say.mjs` is missing.',
      fix: 'Add it.',
    },
  ],
  secrets: ['.env'],
  packages: { installed: false, sentence: 'None of the 2 packages in its package-lock.json is installed.' },
  ...over,
})

export const done = (over: Partial<Shipped> = {}): ShipRun => ({
  ...{ id: 'voice@lab', way: 'git', at: samples.NOW - 60_000, state: 'done', ms: 700 },
  shipped: shipped(over),
})

export const shippingModel = (over: Partial<ShippingModel> = {}): ShippingModel => ({
  shell: samples.shell(),
  id: 'voice@lab',
  cannot: null,
  source: '/home/ada/dev/voice',
  routes: [
    { way: 'git', from: 'marketplace', folder: '/home/ada/dev' },
    { way: 'directory', from: 'marketplace', folder: '/home/ada/dev' },
  ],
  run: done(),
  chosen: shipped().files[2] ?? null,
  directory: [
    { code: 'README_MISSING', title: 'README missing', blocking: true, message: 'There is none.', fix: 'Add one.' },
  ],
  ...over,
})
