const IRREGULAR: Readonly<Record<string, string>> = {
  built: 'build',
  wrote: 'write',
  written: 'write',
  made: 'make',
  broke: 'break',
  broken: 'break',
  ran: 'run',
  sent: 'send',
  drew: 'draw',
  drawn: 'draw',
  sold: 'sell',
  paid: 'pay',
}

/** The words that `text`, in lower case, may be a simple inflection of; itself is not among them. */
export function stemsOf(text: string): readonly { readonly stem: string; readonly plural: boolean }[] {
  const stems: { stem: string; plural: boolean }[] = []
  const add = (stem: string, plural = false) => {
    if (stem.length >= 2) stems.push({ stem, plural })
  }
  const irregular = IRREGULAR[text]
  if (irregular) add(irregular)
  if (text.endsWith("'s")) add(text.slice(0, -2), true)
  else if (text.endsWith('s') && !text.endsWith('ss')) {
    add(text.slice(0, -1), true)
    if (text.endsWith('es')) add(text.slice(0, -2))
    if (text.endsWith('ies')) add(`${text.slice(0, -3)}y`)
  } else if (text.endsWith('ing')) addRoots(text.slice(0, -3), add)
  else if (text.endsWith('ed')) {
    addRoots(text.slice(0, -2), add)
    if (text.endsWith('ied')) add(`${text.slice(0, -3)}y`)
  }
  return stems
}

function addRoots(root: string, add: (stem: string) => void) {
  if (root.length < 2) return
  add(root)
  add(`${root}e`)
  if (root.length > 2 && root.at(-1) === root.at(-2)) add(root.slice(0, -1))
}
