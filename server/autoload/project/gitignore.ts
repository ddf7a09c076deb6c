import { isTame, regexOf } from './patterns.ts'

type Rule = { regex: RegExp; onName: boolean; folderOnly: boolean; ignored: boolean }

const MOST = 500

/** The rules of one `.gitignore` for paths below its folder, for where git itself cannot be asked. The last one wins. */
export function gitignoreRules(text: string): readonly Rule[] {
  return text
    .split(/\r?\n/, MOST)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !/[[\]\\?]/.test(line) && isTame(line))
    .map(ruleOf)
}

export function isIgnoredBy(rules: readonly Rule[], path: string, name: string, isFolder: boolean): boolean {
  let ignored = false
  for (const rule of rules)
    if ((isFolder || !rule.folderOnly) && rule.regex.test(rule.onName ? name : path)) ignored = rule.ignored
  return ignored
}

function ruleOf(line: string): Rule {
  const path = line.replace(/^!/, '').replace(/(?:\/\*\*|\/)+$/, '')
  const bare = path.replace(/^\*\*\//, '')
  const onName = !bare.includes('/')
  const anywhere = !onName && bare !== path
  const regex = regexOf(anywhere ? bare : `/${bare.replace(/^\//, '')}`)
  return { regex, onName, folderOnly: line.endsWith('/'), ignored: !line.startsWith('!') }
}
