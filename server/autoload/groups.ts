import { PROJECT_SIGNALS } from './project-signals.ts'
import type { Group, PromptSignals } from './types.ts'
import { azureDevops } from './vocabulary/azure-devops.ts'
import { backend } from './vocabulary/backend.ts'
import { diagrams } from './vocabulary/diagrams.ts'
import { frontend } from './vocabulary/frontend.ts'
import { github } from './vocabulary/github.ts'
import { infra } from './vocabulary/infra.ts'
import { jira } from './vocabulary/jira.ts'
import { k8s } from './vocabulary/k8s.ts'
import { ml } from './vocabulary/ml.ts'
import { mobile } from './vocabulary/mobile.ts'
import { payments } from './vocabulary/payments.ts'
import { release } from './vocabulary/release.ts'
import { testing } from './vocabulary/testing.ts'

export type { Group, ProjectSignal, PromptSignals } from './types.ts'

const TABLE = {
  release: ['Releases', release],
  frontend: ['Frontend', frontend],
  backend: ['Backend', backend],
  k8s: ['Kubernetes', k8s],
  infra: ['Infrastructure', infra],
  github: ['GitHub', github],
  testing: ['Testing', testing],
  payments: ['Payments', payments],
  mobile: ['Mobile apps', mobile],
  ml: ['Machine learning', ml],
  diagrams: ['Diagrams', diagrams],
  jira: ['Jira', jira],
  'azure-devops': ['Azure DevOps', azureDevops],
} as const satisfies Record<string, readonly [string, PromptSignals]>

export type GroupName = keyof typeof TABLE

/** The groups as they come; `groups.yaml` in the state folder changes them. The one table everything is made from. */
export const GROUPS: readonly Group[] = Object.entries(TABLE).map(([name, [title, prompt]]) => ({
  name,
  title,
  plugins: [`sw-${name}@specweave`],
  prompt,
  project: PROJECT_SIGNALS[name as GroupName] ?? [],
}))
