import { file, folder, go, jvm, LIKELY, npm, python, ruby, SURE } from './signal.ts'

export const jira = [
  folder('Jira', SURE, '.jira', '.jira.d'),
  file(
    'Jira',
    SURE,
    '.jira',
    '.jira.yml',
    '.jira.yaml',
    '.jira.json',
    '.jirarc',
    '.jira-cli.yml',
    '.jira-url',
    'jira.config.*',
  ),
  file('Jira', SURE, 'jira.yml', 'jira.yaml', 'jira.json', '/.github/jira.yml'),
  npm('Jira', SURE, 'jira.js', 'jira-client', 'jira-connector', 'jira-prepare-commit-msg', 'atlassian-connect-express'),
  npm('Atlassian Forge', LIKELY, '@forge/*'),
  python('Jira', SURE, 'jira', 'atlassian-python-api', 'jira-cli'),
  jvm('Jira', SURE, 'com.atlassian.jira*'),
  go('Jira', SURE, 'github.com/andygrunwald/go-jira*', 'github.com/ctreminiom/go-atlassian*'),
  ruby('Jira', SURE, 'jira-ruby'),
]
