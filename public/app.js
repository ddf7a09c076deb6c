const $ = (selector, within = document) => within.querySelector(selector)
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)]
const main = () => $('#main') ?? document.body
const here = () => location.pathname + location.search

// Copy on click

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy], td > button[type="button"]:not(.switch)')
  if (!button) return
  await copy(button.dataset.copy || button.textContent)
  button.classList.add('copied')
  announce('Copied')
  setTimeout(() => button.classList.remove('copied'), 1500)
})

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const field = document.body.appendChild(document.createElement('textarea'))
    field.value = text
    field.select()
    document.execCommand('copy')
    field.remove()
  }
}

const announce = (text) => {
  $('#said').textContent = text
}

// Live: whether events arrive, and what they changed

const LIVE = { live: 'live', waiting: 'reconnecting…', gone: 'signed out', off: 'not live' }

function showLive(state) {
  const live = $('#live')
  if (!live) return
  live.dataset.state = state
  live.textContent = LIVE[state]
  live.title = state === 'gone' ? 'Hotplug was started anew: open the link it printed in the terminal.' : ''
}

// Each new attempt begins with this event; what the last one came to is still true then.
document.addEventListener('htmx:sse:before:connection', () => {
  if ($('#live')?.dataset.state === 'live') showLive('waiting')
})
document.addEventListener('htmx:sse:after:connection', () => showLive('live'))
document.addEventListener('htmx:sse:error', ({ detail }) => showLive(detail.status === 401 ? 'gone' : 'waiting'))

// The extension comes back by itself once it was connected; before that nobody does.
document.addEventListener('htmx:error', ({ target }) => {
  if (target.id !== 'live') return
  showLive('waiting')
  setTimeout(() => htmx.trigger(target, 'reconnect'), 2000)
})

let before = new Map()
/** A refusal is read to its end: what happens elsewhere meanwhile does not take it away. */
let alert = null

document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = event.detail
  if (ctx.sourceElement.id !== 'main') {
    before = new Map()
    return
  }
  const { pathname, search } = new URL(ctx.response.raw.url)
  if (pathname + search !== here()) {
    // The address changed while this was under way: what came back is another page's content.
    event.preventDefault()
    htmx.trigger(main(), 'again')
    return
  }
  if ($('.htmx-request', main())) {
    // Something on the page was sent and is not answered yet. Without its form the answer would be lost; it is newer.
    event.preventDefault()
    return
  }
  before = new Map($$('tr[id], [data-stamp]', main()).map((row) => [row.id, stampOf(row)]))
  alert = $('.alert', main())
})

document.addEventListener('htmx:after:swap', () => {
  refreshTimes()
  if (alert && !$('.alert', main())) main().prepend(alert)
  alert = null
  for (const row of $$('tr[id], [data-stamp]', main())) {
    if (before.has(row.id) && before.get(row.id) !== stampOf(row)) flash(row)
  }
  before = new Map()
})

// In the long table the stamp is what the row says first and when it was edited.
const stampOf = (row) => row.dataset.stamp ?? row.cells[0].textContent + ($('time', row)?.dateTime ?? '')

function flash(row) {
  row.classList.add('flash')
  row.addEventListener('animationend', () => row.classList.remove('flash'), { once: true })
}

// A search that looks for nothing says nothing in the address.
document.addEventListener('htmx:config:request', ({ target, detail: { ctx } }) => {
  if (target.getAttribute('role') !== 'search') return
  for (const [name, value] of [...ctx.request.body]) if (value === '') ctx.request.body.delete(name)
})

// Times stay true while nothing else changes

const SPANS = [
  [31_557_600, 'y'],
  [2_629_800, 'mo'],
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
]

function age(seconds) {
  if (seconds < 5) return 'now'
  const [length, unit] = SPANS.find(([length]) => seconds >= length)
  return `${Math.floor(seconds / length)} ${unit}`
}

function refreshTimes() {
  for (const time of $$('time[datetime]')) {
    const at = new Date(time.dateTime)
    if (Number.isNaN(at.valueOf())) continue
    time.title ||= at.toLocaleString('sv')
    const text = age(Math.max(0, Date.now() - at) / 1000)
    if (time.textContent !== text) time.textContent = text
  }
}

refreshTimes()
setInterval(refreshTimes, 5000)

// On a phone the row of pages is longer than the screen: the one that is open is always in sight

let placeShown = null

function showPlace() {
  const link = $('.bar nav [aria-current]')
  if (!link || link.href === placeShown) return
  placeShown = link.href
  const row = link.parentElement
  row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.clientWidth) / 2
}

document.addEventListener('htmx:after:swap', showPlace)
showPlace()

// Keys

const PAGES = {
  p: '/',
  d: '/doctor',
  s: '/sessions',
  c: '/cache',
  m: '/marketplaces',
  a: '/autoload',
  h: '/history',
  g: '/guide',
}

/** What a key does, and how the list of keys calls it; a key without an act is there for the list alone. */
const KEYS = [
  ['/', 'Search', () => $('main [role=search] input')?.select()],
  ['f', 'Ask why a file is live, or not', () => $('#ask input')?.select()],
  ['j', 'Next row', () => moveRow(1)],
  ['k', 'Row before', () => moveRow(-1)],
  ['Enter', 'Open the row'],
  ['s', 'Sync the row, or the plugin that is open', sync],
  ['w', 'Sync the row, or the plugin that is open, on save', toggleWatch],
  ['u', 'Undo the latest action', () => $('[data-undo]')?.click()],
  ['g p', 'Plugins'],
  ['g d', 'Doctor'],
  ['g s', 'Sessions'],
  ['g c', 'Cache'],
  ['g m', 'Marketplaces'],
  ['g a', 'Auto-load'],
  ['g h', 'History'],
  ['g g', 'Guide'],
  ['?', 'This list', openKeys],
  ['Esc', 'Close, or leave a field'],
]

let going = 0

document.addEventListener('keydown', (event) => {
  const { key, target } = event
  if (key === 'Escape' && target.matches('input, select, textarea')) return target.blur()
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (target.closest('input, select, textarea, [contenteditable], dialog')) return
  const page = Date.now() - going < 1000 ? $(`.bar nav a[href="${PAGES[key]}"]`) : null
  going = key === 'g' && !page ? Date.now() : 0
  const act = page ? () => page.click() : KEYS.find(([name]) => name === key)?.[2]
  if (!act) return
  event.preventDefault()
  act()
})

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-keys]')) openKeys()
})

function openKeys() {
  const dialog = $('#keys') ?? document.body.appendChild(keysDialog())
  dialog.showModal()
}

/** A dialog traps the focus while it is open and gives it back by itself. */
function keysDialog() {
  const dialog = element('dialog', { id: 'keys', ariaLabel: 'Keys' })
  const list = element(
    'dl',
    {},
    KEYS.flatMap(([keys, does]) => [
      element(
        'dt',
        {},
        keys.split(' ').map((key) => element('kbd', {}, [key])),
      ),
      element('dd', {}, [does]),
    ]),
  )
  const close = element('button', { onclick: () => dialog.close() }, ['Close'])
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
  dialog.append(element('h2', {}, ['Keys']), list, close)
  return dialog
}

const element = (tag, properties = {}, children = []) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

function sync() {
  const row = focusedRow()
  const inRow = row && $('[formaction], a.button', row)
  ;(inRow ?? $('[data-primary]'))?.click()
}

const rows = () => $$('tbody tr[id], [data-row]', main())
const focusedRow = () => document.activeElement?.closest('tbody tr[id], [data-row]')

function moveRow(by) {
  const all = rows()
  const at = all.indexOf(focusedRow() ?? $('[data-row][aria-current]', main()))
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)]
  const link = next?.matches('a') ? next : next && $('a, button', next)
  link?.focus({ focusVisible: true, preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}

// The switch of each row is drawn here: in every row of the page itself it would be a fifth of it

const SWITCH = 8

function drawSwitches() {
  for (const row of $$('.plugins tbody tr[id]')) {
    while (row.cells.length < SWITCH) row.insertCell()
    const cell = row.cells[SWITCH] ?? row.insertCell()
    if (cell.dataset.drawn) continue
    cell.dataset.drawn = 'yes'
    const isQuiet = row.parentElement.classList.contains('watched')
    if (!isQuiet && cell.textContent === '' && !row.cells[2].textContent.includes('←')) continue
    cell.classList.add('w')
    if (isQuiet) cell.append(element('span', { className: 'watch-state up-to-date' }, ['up to date']))
    const checked = String(isQuiet || cell.textContent !== '')
    const name = $('a', row).textContent
    const properties = { type: 'button', className: 'switch', role: 'switch', ariaChecked: checked }
    const button = element('button', { ...properties, ariaLabel: `Sync ${name} on save` })
    cell.insertBefore(button, $('small', cell))
  }
}

/** Where the focus was, when what it was on is drawn anew. */
let switched = null

document.addEventListener('htmx:before:swap', () => {
  switched = document.activeElement?.matches('td .switch') ? document.activeElement.closest('tr').id : null
})

document.addEventListener('htmx:after:swap', () => {
  for (const cell of $$('[data-drawn]')) if (!$('.switch', cell)) delete cell.dataset.drawn
  drawSwitches()
  if (switched) $(`#${switched} .switch`)?.focus({ preventScroll: true })
})

document.addEventListener('click', ({ target }) => {
  const toggle = target.closest('td > .switch')
  if (!toggle) return
  const verb = toggle.ariaChecked === 'true' ? 'DELETE' : 'POST'
  const address = `${$('a', toggle.closest('tr')).pathname}/watch`
  htmx.ajax(verb, address, { source: toggle, target: '#main', select: '#main', swap: 'outerMorph show:none' })
})

function toggleWatch() {
  const row = focusedRow()
  ;(row ? $('.switch', row) : $('.watch .switch'))?.click()
}

drawSwitches()

// What the doctor found in each row is written once, above the table, for the same reason

const FOUND = { e: ['problem', 'error'], w: ['warning', 'warning'] }

function drawFound() {
  const marks = $('.plugins')?.dataset.found?.split(',') ?? []
  for (const [index, row] of $$('.plugins tbody tr[id]').entries()) {
    const mark = marks[index] ?? ''
    const drawn = $('.found', row)
    if ((drawn?.dataset.mark ?? '') === mark) continue
    drawn?.remove()
    if (mark !== '') row.cells[1].append(foundLink(row, mark))
  }
}

function foundLink(row, mark) {
  const [kind, word] = FOUND[mark[0]]
  const amount = Number(mark.slice(1))
  const plugin = decodeURIComponent($('a', row.cells[1]).pathname.split('/')[2])
  const href = `/doctor?${new URLSearchParams({ plugin })}`
  const link = element('a', { className: `found mark ${kind}`, href }, [`${amount} ${word}${amount === 1 ? '' : 's'}`])
  link.dataset.mark = mark
  return link
}

document.addEventListener('htmx:after:swap', drawFound)
drawFound()
