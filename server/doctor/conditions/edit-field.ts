/** Markdown texts whose frontmatter has one field set and everything else as it was: the one that keeps more first. */
export function withField(text: string, name: string, value: string): string[] {
  const opening = /^\uFEFF?---[ \t]*\r?\n/.exec(text)
  if (!opening) return [`---\n${name}: ${value}\n---\n${text}`]
  const begin = opening[0].length
  const closing = /^---[ \t]*\r?$/m.exec(text.slice(begin))
  if (!closing) return []
  const end = begin + closing.index
  const lines = text.slice(begin, end)
  const found = new RegExp(`^(${escaped(name)}:[ \\t]*)([^\\r\\n]*?)([ \\t]+#[^\\r\\n]*)?(?=\\r?$)`, 'm').exec(lines)
  const newline = text.slice(0, begin).endsWith('\r\n') ? '\r\n' : '\n'
  if (!found) return [`${text.slice(0, end)}${name}: ${value}${newline}${text.slice(end)}`]
  const [whole, lead = '', , comment = ''] = found
  const space = lead.endsWith(':') ? ' ' : ''
  const at = begin + found.index
  const ending = text.slice(at + whole.length)
  const kept = `${text.slice(0, at)}${lead}${space}${value}`
  return comment === '' ? [kept + ending] : [kept + comment + ending, kept + ending]
}

const escaped = (text: string) => text.replace(/[^\w-]/g, '')
