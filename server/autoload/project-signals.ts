import type { GroupName } from './groups.ts'
import { azureDevops } from './project/signals/azure-devops.ts'
import { backend } from './project/signals/backend.ts'
import { diagrams } from './project/signals/diagrams.ts'
import { frontend } from './project/signals/frontend.ts'
import { github } from './project/signals/github.ts'
import { infra } from './project/signals/infra.ts'
import { jira } from './project/signals/jira.ts'
import { k8s } from './project/signals/k8s.ts'
import { ml } from './project/signals/ml.ts'
import { mobile } from './project/signals/mobile.ts'
import { payments } from './project/signals/payments.ts'
import { release } from './project/signals/release.ts'
import { testing } from './project/signals/testing.ts'
import type { ProjectSignal } from './types.ts'

/** What in a project asks for which group. */
export const PROJECT_SIGNALS: Record<GroupName, readonly ProjectSignal[]> = {
  release,
  frontend,
  backend,
  k8s,
  infra,
  github,
  testing,
  payments,
  mobile,
  ml,
  diagrams,
  jira,
  'azure-devops': azureDevops,
}
