import { satisfies } from 'semver'
import { strongest } from './actions.ts'
import { editsOf } from './changes.ts'
import { rowsFor } from './measured.ts'
import { ownRule } from './own.ts'
import { rules } from './rules.ts'
import type { Component, Edit, Rule, Situation, Verdict } from './types.ts'
import { basisOf, isMeasured, measuredVersions, plainVersion } from './versions.ts'

/**
 * What makes this edit live once the copy that Claude Code reads is the new one. What was measured on this machine with
 * this very version comes first. A version that was not measured takes the rules of the nearest lower measured one, and
 * says so.
 */
export function verdictOf(edit: Edit, situation: Situation): Verdict {
  const basis = basisOf(situation.version)
  const rule = rulesAt.get(basis)?.find((candidate) => fits(candidate, edit, situation)) ?? UNKNOWN
  const shipped = asFarAsMeasured(rule, edit, situation)
  const own = ownRule(edit, situation, shipped)
  if (own) return { ...edit, rule: own, measured: true, basis: plainVersion(situation.version) ?? basis, shipped }
  return { ...edit, rule: shipped, measured: isMeasured(situation.version), basis }
}

/** The verdict that counts for a file, from its text before and after; null when the texts are the same. */
export function verdictFor(
  component: Component,
  before: string | undefined,
  after: string | undefined,
  situation: Situation,
): Verdict | null {
  return strongest(editsOf(component, before, after).map((edit) => verdictOf(edit, situation)))
}

const fits = (rule: Rule, { component, change, part }: Edit, { mode, driver }: Situation) =>
  rule.component === component &&
  (rule.part === undefined || rule.part === part) &&
  rule.changes.includes(change) &&
  rule.modes.includes(mode) &&
  rule.drivers.includes(driver)

/** A measured rule is only inferred for a mode, driver or change that nobody tried. */
function asFarAsMeasured(rule: Rule, edit: Edit, situation: Situation): Rule {
  if (rule.source !== 'measured' || rowsFor(edit, situation).length > 0) return rule
  return {
    ...rule,
    source: 'inferred',
    confidence: rule.confidence === 'high' ? 'medium' : 'low',
    evidence: `${rule.evidence} Not tried for exactly this (${edit.change}, ${situation.mode}, ${situation.driver}); taken to be the same.`,
  }
}

const rulesAt: ReadonlyMap<string, readonly Rule[]> = new Map(
  measuredVersions.map((version) => [version, rules.filter(({ versions }) => satisfies(version, versions))]),
)

const UNKNOWN: Rule = {
  id: 'unknown',
  component: 'other',
  changes: [],
  modes: [],
  drivers: [],
  versions: '*',
  remedy: ['new session'],
  instead: null,
  source: 'inferred',
  evidence: 'No rule speaks of it.',
  confidence: 'low',
  why: 'What makes this live is not known; a new session reads everything.',
}
