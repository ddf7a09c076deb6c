import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Isolated } from './isolated.ts'

/** Answers beforehand what the interactive program would ask at its first start: colours, the key, trust in the folder. */
export function answerQuestions({ configDir, project, env }: Isolated) {
  const file = join(configDir, '.claude.json')
  const now = read(file)
  const known = {
    ...now,
    hasCompletedOnboarding: true,
    lastOnboardingVersion: '9.9.9',
    theme: 'dark',
    customApiKeyResponses: { approved: [(env.ANTHROPIC_API_KEY ?? '').slice(-20)], rejected: [] },
    projects: { ...now.projects, [project]: { ...now.projects?.[project], ...TRUST } },
  }
  writeFileSync(file, JSON.stringify(known))
}

const TRUST = { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true }

type Known = { projects?: Record<string, object> }

function read(file: string): Known {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
