import { caught, linesOf } from './lines.ts'

/** `group:artifact` of every dependency, parent and plugin. */
export function pomXml(text: string): string[] {
  const names: string[] = []
  let group = ''
  for (const [, tag, value = ''] of text.matchAll(/<(groupId|artifactId)>\s{0,50}([^<\s]{1,200})\s{0,50}</g)) {
    if (tag === 'groupId') group = value
    else names.push(`${group}:${value}`)
  }
  return names
}

/** Coordinates and the ids of plugins, in both of Gradle's languages and in its catalogues. */
export const gradle = (text: string): string[] => [
  ...caught(text, /["']([\w.-]{1,200}:[\w.-]{1,200})(?::[^"']{0,100})?["']/g),
  ...caught(text, /\bid[ \t]{0,20}[(=]?[ \t]{0,20}["']([\w.-]{1,200})["']/g),
  ...caught(text, /\bapply[ \t]{1,20}plugin:[ \t]{0,20}["']([\w.-]{1,200})["']/g),
]

export const goMod = (text: string): string[] =>
  linesOf(text).flatMap((line) =>
    line.includes('// indirect')
      ? []
      : (line.match(/^\s{0,20}(?:require\s{1,20})?([\w.-]+\.[\w./~-]+)\s+v\d/)?.[1] ?? []),
  )

export const gemfile = (text: string): string[] =>
  caught(
    text,
    /(?:^\s{0,40}gem|add_(?:runtime_|development_)?dependency)[ \t]{0,20}\(?[ \t]{0,20}["']([\w-]{1,200})["']/g,
  )

export function pubspec(text: string): string[] {
  const names: string[] = []
  let listed = false
  for (const line of linesOf(text)) {
    if (/^\w/.test(line)) listed = /^(?:dev_)?dependencies:/.test(line)
    const name = listed ? line.match(/^ {1,4}(\w+):/)?.[1] : undefined
    if (name) names.push(name)
  }
  return names
}

/** Packages and the SDK, which tells a web project from a library. */
export const dotnetProject = (text: string): string[] => [
  ...caught(text, /<Package(?:Reference|Version)\s{1,20}(?:Include|Update)="([\w.-]{1,200})"/g),
  ...caught(text, /\bSdk="([\w.-]{1,200})/g),
]

export const mixExs = (text: string): string[] => caught(text, /\{\s{0,20}:(\w{1,100}),/g)
