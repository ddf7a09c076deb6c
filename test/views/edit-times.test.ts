import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editTimes, length } from '../../views/edit-times.ts'
import { receipts } from '../../views/receipts.ts'
import { componentEdits, editFigures, fileProof } from './edit-samples.ts'

const draw = (figures = editFigures()) => String(editTimes(figures))

test('how long edits took is drawn, and the same is said in a table', () => {
  const page = draw()
  assert.match(page, /<title>skill, 3 edits: loaded after 0\.8 s, live after 21 s, at worst 10 min; agent/)
  assert.match(page, /agent, 3 edits: loaded after 0\.8 s, no proof that it is live<\/title>/)
  assert.match(
    page,
    /<th scope="row">skill<\/th><td>3<\/td><td>0\.8 s <i>worst 4\.0 s<\/i><\/td><td>21 s <i>worst 10 min/,
  )
  assert.match(page, /<th scope="row">agent<\/th>.*<td>–<\/td><td>2 without proof<\/td>/)
  assert.match(page, /<th scope="row">command<\/th><td>1<\/td><td>–<\/td><td>–<\/td><td>1 not loaded<\/td>/)
})

test('every bar lies within the plot, however long or short an edit took', () => {
  const worst = { median: 0, worst: 90 * 86_400_000 }
  const page = draw({ since: 0, components: [componentEdits({ loaded: { median: 0, worst: 0 }, live: worst })] })
  const numbers = [...page.matchAll(/(?:x1|x2|x)="([\d.]+)"/g)].map(([, x]) => Number(x))
  assert.ok(numbers.length > 0 && numbers.every((x) => x >= 0 && x <= 480))
  assert.doesNotMatch(page, /NaN|Infinity/)
})

test('where nothing was edited there is no plot, and a sentence says what would be in it', () => {
  const page = draw({ since: 0, components: [] })
  assert.match(page, /No edit was seen in the last 30 days/)
  assert.doesNotMatch(page, /<svg|<table/)
  const waiting = componentEdits({ loaded: null, live: null, onTheWay: 3 })
  assert.doesNotMatch(draw({ since: 0, components: [waiting] }), /<svg/)
})

test('a length is told in the largest unit of which there are two', () => {
  const LENGTHS = {
    0: '0 s',
    49: '0 s',
    400: '0.4 s',
    9940: '9.9 s',
    9960: '10 s',
    119000: '119 s',
    120000: '2 min',
    7200000: '2 h',
    86400000: '24 h',
    259200000: '3 d',
  }
  for (const [ms, words] of Object.entries(LENGTHS)) assert.equal(length(Number(ms)), words)
})

test('each session is told with what it shows', () => {
  const page = String(receipts(fileProof()))
  assert.match(page, /class="mark live">Has it<\/span> <span><b>\/dev\/proj \(4711\)<\/b> Its transcript records/)
  assert.match(page, /class="mark needs-action">Not yet<\/span> <span><b>process 4712<\/b> It does not read/)
  assert.match(page, /class="mark not-loaded">No proof<\/span>/)
})
