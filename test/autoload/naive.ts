/** What one writes first: the seed keywords of every group, looked up in the prompt. For comparison only. */
const SEEDS: Readonly<Record<string, readonly string[]>> = {
  release: ['release', 'publish', 'npm publish', 'version bump', 'changelog', 'semver'],
  frontend: 'react,vue,angular,svelte,next.js,nuxt,frontend,component,ui,dashboard,landing page'.split(','),
  backend: 'api,rest,graphql,database,sql,postgresql,mongodb,redis,backend'.split(','),
  k8s: ['kubernetes', 'k8s'],
  infra: ['docker', 'terraform', 'aws', 'azure', 'gcp', 'deploy', 'ci/cd'],
  github: ['github', 'pr', 'pull request', 'issue', 'actions', 'workflow'],
  testing: ['test', 'tdd', 'vitest', 'jest', 'playwright', 'e2e', 'coverage'],
  payments: ['stripe', 'payment', 'checkout', 'subscription', 'billing'],
  mobile: ['react native', 'expo', 'ios', 'android', 'mobile app'],
  ml: ['machine learning', 'ml', 'model', 'training', 'ai'],
  diagrams: ['diagram', 'mermaid', 'architecture diagram', 'flowchart'],
  jira: ['jira'],
  'azure-devops': ['azure devops'],
}

export const bySubstring = (prompt: string) => groupsWhere((keyword) => prompt.toLowerCase().includes(keyword))

export const byWords = (prompt: string) =>
  groupsWhere((keyword) => new RegExp(`(?<!\\w)${keyword.replace('.', '\\.')}(?!\\w)`, 'i').test(prompt))

const groupsWhere = (holds: (keyword: string) => boolean) =>
  Object.entries(SEEDS).flatMap(([group, keywords]) => (keywords.some(holds) ? [group] : []))
