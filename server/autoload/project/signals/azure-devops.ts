import { dotnet, file, folder, npm, python, SURE } from './signal.ts'

export const azureDevops = [
  file('Azure Pipelines', SURE, 'azure-pipelines*.yml', 'azure-pipelines*.yaml', '.vsts-ci.yml'),
  file('Azure Pipelines', SURE, '.azure-pipelines/**/*.yml', 'azure-pipelines/**/*.yml', '.pipelines/**/*.yml'),
  folder('Azure DevOps', SURE, '/.azuredevops'),
  npm('Azure DevOps', SURE, 'azure-devops-node-api', 'azure-devops-extension-api', 'azure-devops-extension-sdk'),
  npm('Azure Pipelines', SURE, 'azure-pipelines-task-lib', 'tfx-cli'),
  python('Azure DevOps', SURE, 'azure-devops'),
  dotnet('Azure DevOps', SURE, 'Microsoft.TeamFoundationServer.Client', 'Microsoft.VisualStudio.Services.Client'),
]
