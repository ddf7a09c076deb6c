import { content, file, go, LIKELY, npm, python, SURE } from './signal.ts'

/** Where people keep manifests; the same two words elsewhere are those of other tools' files. */
const FOLDERS = [
  'k8s',
  'kubernetes',
  'kube',
  'manifests',
  'deploy',
  'deployment',
  'deployments',
  'charts',
  'helm',
  'gitops',
]

export const k8s = [
  file('Helm', SURE, 'Chart.yaml', 'Chart.yml', 'helmfile.yaml', 'helmfile.yml'),
  file('Kustomize', SURE, 'kustomization.yaml', 'kustomization.yml'),
  file('Skaffold', SURE, 'skaffold.yaml', 'skaffold.yml'),
  file('Tilt', LIKELY, 'Tiltfile'),
  content(
    'Kubernetes',
    SURE,
    ['\napiVersion:', '\nkind:'],
    ...FOLDERS.flatMap((folder) => [`${folder}/**/*.yaml`, `${folder}/**/*.yml`]),
  ),
  content(
    'Kubernetes',
    SURE,
    ['\napiVersion:', '\nkind:'],
    ...['k8s', 'kubernetes', 'deployment', 'service', 'ingress', 'configmap', 'cronjob', 'statefulset'].flatMap(
      (name) => [`${name}.yaml`, `${name}.yml`],
    ),
  ),
  npm('Kubernetes', SURE, '@kubernetes/client-node', 'cdk8s*', '@pulumi/kubernetes'),
  python('Kubernetes', SURE, 'kubernetes', 'kubernetes-asyncio', 'kopf', 'pulumi-kubernetes'),
  go('Kubernetes', SURE, 'k8s.io/*', 'sigs.k8s.io/*', 'helm.sh/helm*'),
]
