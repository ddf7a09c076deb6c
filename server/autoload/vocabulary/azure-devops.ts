import { signals } from './signals.ts'

export const azureDevops = signals({
  strong: `
    azure devops, azure dev ops, azuredevops, azure devop,
    ADO^ .. board|boards|pipeline|pipelines|repo|repos|work|item|items,
    ADO^ .. project|pr|ticket|tickets|sync|sprint|story|stories|backlog,
    ADO^ board|boards|pipeline|pipelines|repo|repos|work|wiki|project|sync, in|to|from|with|on|our ADO^, azure board,
    azure boards, azure pipeline, azure pipelines, azure repo, azure repos, azure artifacts, azure test plans,
    work item, work items, workitem, workitems, VSTS, TFS, team foundation server, visual studio team services,
    az boards|repos|pipelines|devops, wiql, WIQL, iteration path, area path, azure-pipelines, AzureDevOps,
    product backlog item, pbi .. azure|ado|board, variable group .. pipeline, service connection .. pipeline|azure,
    self hosted agent .. azure`,
  tasks: ``,
  vague: `ADO^, pbi, iteration, agent pool`,
  cues: `azure, work item, board, boards, pipeline, sprint, devops, backlog, tfs, iteration`,
  never: `without further ado, much ado, further ado, ado about`,
  files: `azure-pipelines.yml, azure-pipelines.yaml, azure-pipelines/`,
  addresses: `dev.azure.com!, visualstudio.com!`,
  imports: `azure-devops-node-api, azure.devops`,
})
