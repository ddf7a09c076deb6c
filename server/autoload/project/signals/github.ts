import { file, folder, HINT, LIKELY, npm, python, SURE } from './signal.ts'

export const github = [
  file('GitHub Actions', SURE, '/.github/workflows/*.yml', '/.github/workflows/*.yaml'),
  file('A GitHub action', SURE, '/action.yml', '/action.yaml'),
  file('Dependabot', SURE, '/.github/dependabot.yml', '/.github/dependabot.yaml'),
  file('GitHub', LIKELY, '/.github/pull_request_template.md', '/.github/FUNDING.yml', '/.github/settings.yml'),
  file('GitHub', LIKELY, '/.github/CODEOWNERS', '/CODEOWNERS', '/.github/copilot-instructions.md'),
  folder('GitHub', LIKELY, '/.github/ISSUE_TEMPLATE', '/.github/PULL_REQUEST_TEMPLATE'),
  folder('GitHub', HINT, '/.github'),
  npm('GitHub', SURE, '@actions/*', 'probot'),
  npm('GitHub', LIKELY, '@octokit/*', 'octokit'),
  python('GitHub', LIKELY, 'pygithub', 'ghapi'),
]
