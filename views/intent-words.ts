/** Why something that was found in a prompt does not count, and where it stands, as people say it. */

export function againstWords(why: string, by: string | null): string {
  const say = AGAINST.get(why)
  if (say) return say(by ?? '')
  return by ? `${why} (${by})` : why
}

const AGAINST = new Map<string, (by: string) => string>(
  Object.entries({
    negated: (by) => `taken back by “${by}”`,
    'counter-phrase': (by) => `means something else (${by.replaceAll(/\|\S+/g, '…')})`,
    name: () => 'only a name',
    people: (by) => `about people (${by})`,
    fiction: (by) => `a text for pleasure (${by})`,
    pasted: () => 'not enough where it stands',
    'belongs elsewhere': (by) => `part of ${by}`,
    'called wrong': () => 'you called it wrong here',
    'needs another sign': () => 'means many things, and nothing near it says that this is meant',
  }),
)

export const zoneWords = (zone: string | null): string => ZONES.get(zone ?? '') ?? 'in the text'

const ZONES = new Map(
  Object.entries({
    prose: 'in the text',
    command: 'in a command',
    identifier: 'in code',
    quoted: 'quoted',
    code: 'in code',
    log: 'in a log',
    path: 'in a path',
    address: 'in an address',
  }),
)
