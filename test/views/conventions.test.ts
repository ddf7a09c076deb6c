import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const views = globSync('views/**/*.ts').map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const styles = globSync('public/*.css').map((file) => ({ file, text: readFileSync(file, 'utf8') }))

/** Each is something that would let foreign text, or the policy, break a page. */
const FORBIDDEN = {
  'an attribute without quotes': /=\$\{(?!html)/,
  'an inline style': /\sstyle="/,
  'an inline handler': /\son[a-z]+="/,
  'an htmx handler': /hx-on/,
  'a script value of htmx': /="js:/,
  'a script without a file': /<script(?! src="\/)/,
  'unescaped text': /\braw\(/,
}

test('there are views and styles to look at', () => {
  assert.ok(views.length > 20)
  assert.ok(styles.length > 5)
})

for (const [what, pattern] of Object.entries(FORBIDDEN)) {
  test(`no view has ${what}`, () => {
    for (const { file, text } of views) assert.doesNotMatch(text, pattern, file)
  })
}

test('a style loads nothing from elsewhere and uses only what is defined', () => {
  const defined = new Set(styles.flatMap(({ text }) => [...text.matchAll(/(--[a-z-]+):/g)].map(([, name]) => name)))
  for (const { file, text } of styles) {
    assert.doesNotMatch(text, /url\(["']?(?:https?:|\/\/)/, file)
    for (const [, name] of text.matchAll(/var\((--[a-z-]+)\)/g)) assert.ok(defined.has(name), `${file}: ${name}`)
  }
})

test('text is readable on every ground it stands on, in light and dark', () => {
  const colours = coloursOf(styles.map(({ text }) => text).join('\n'))
  for (const [ink, grounds] of Object.entries(INKS)) {
    for (const ground of grounds) {
      for (const scheme of [0, 1] as const) {
        const ratio = contrast(colours.get(ink)?.[scheme], colours.get(ground)?.[scheme])
        assert.ok(ratio >= 4.5, `${ink} on ${ground}, ${['light', 'dark'][scheme]}: ${ratio.toFixed(2)}`)
      }
    }
  }
})

const PLAIN = ['--page', '--surface', '--sunk']
const INKS: Record<string, readonly string[]> = {
  '--text': [...PLAIN, '--accent-soft', '--added', '--removed', '--added-word', '--removed-word'],
  '--muted': [...PLAIN, '--accent-soft', '--added', '--removed'],
  '--accent': [...PLAIN, '--accent-soft'],
  '--on-accent': ['--accent'],
  '--live': PLAIN,
  '--drifted': PLAIN,
  '--edited': PLAIN,
  '--action': PLAIN,
  '--problem': PLAIN,
}

function coloursOf(css: string): Map<string, [light: string, dark: string]> {
  const found = css.matchAll(/(--[a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return new Map([...found].map(([, name = '', light = '', dark = '']) => [name, [light, dark]]))
}

function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
