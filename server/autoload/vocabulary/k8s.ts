import { signals } from './signals.ts'

export const k8s = signals({
  strong: `
    kubernetes, Kubernets, k8s, k3s, k9s, k3d, kubectl, kubectx, kubelet, kubeadm, kubeconfig, kube,
    kube proxy|system, kustomize, kustomization,
    helm chart|charts|release|repo|values|install|upgrade|template|file|secret|hook|dependency|lint|rollback, helm 3,
    helmfile, helmify, Helm .. chart, minikube, microk8s, kind cluster, EKS, GKE, AKS, openshift, rancher, istio,
    linkerd, argocd, argo cd|rollouts|workflows, fluxcd, flux cd, knative, keda, cert manager, karpenter,
    CrashLoopBackOff, ImagePullBackOff, ErrImagePull, OOMKilled, FailedScheduling, StatefulSet, stateful set,
    DaemonSet, daemon set, ReplicaSet, replica set, ConfigMap, config map, PersistentVolume, persistent volume,
    persistent volume claim, PVC, HorizontalPodAutoscaler, horizontal pod autoscaler, HPA,
    pod autoscaler|disruption|security|template|logs|restart|eviction|affinity|scheduling|network, network policy,
    NetworkPolicy, ingress controller|nginx|rule|resource|class|host|annotation|tls|manifest, nginx ingress,
    readiness probe, liveness probe, startup probe, service mesh, init container, sidecar container|injection,
    custom resource definition, CRD, node pool, node selector|affinity|taint, taint, tolerations,
    namespace .. cluster, rolling update|restart .. deployment|pod|pods, scale .. replicas|pods|deployment,
    pod|pods .. pending|evicted|restarting|crash|crashing|stuck|terminating|namespace|cluster|node|kubernetes,
    restart .. pods, cluster autoscaler, helm, Helm, кубернетес*, кубер*, кубик* .. деплой, под* .. кубер*, 集群 .. 部署,
    部署 .. 集群, クーバネティス, クバネティス, 쿠버네티스, 容器编排, velero, longhorn, calico, cilium, etcd, containerd, skaffold, kyverno,
    opa gatekeeper, metallb, vcluster, kubevirt, kubebuilder, operator sdk, kops, kubespray, rke2, nodeport,
    clusterip, serviceaccount, clusterrole, clusterrolebinding, rolebinding, pod disruption budget, resource quota,
    limitrange, cordon .. node, drain .. node|nodes, pods stay|are|keep|keeps, port forward .. pod|service,
    exec into .. pod, resource limits .. deployment|pod|pods|manifest, node not ready, notready,
    autoscaling .. pods|pod, evicted pods, kubernets,
    my|our|each|every|api|worker|web|app|failing|crashing|old pod|pods, pods,
    pod|pods .. request|requests|limits|memory|cpu|logs|start|starts|scheduled|node,
    memory request|limit .. pod|container|deployment, kube manifest|manifests,
    cluster upgrade|autoscaling|autoscaler|nodes|node|role|admin|dns|ingress, upgrade .. cluster, etcd backup,
    persistent storage .. cluster|pod|pods`,
  tasks: `ingress, pod, manifest for kubernetes, helm, deployment yaml|manifest, cluster deployment`,
  vague: `
    pod, deployment, namespace, replica, node, ingress, probe, sidecar, rollout, manifest, autoscaling`,
  cues: `
    pod, cluster, replica, kubernetes, rollout, evicted, liveness, readiness, probe, node pool, quota`,
  never: `
    at|take|taking|took|behind helm, at|take|taking|took the helm, helm of, helmet, podcast,
    pod of whales|dolphins|orcas|peas, whale|dolphin|pea|seed|escape|coffee|vanilla|tide|sleep|laundry|ear|air pod,
    in a pod, pods without, seed pods, cluster analysis, k means cluster, kmeans cluster,
    hierarchical|data|word|star|galaxy|bomb|headache|gene cluster, cluster of points|data|words|errors|stars,
    clusters in the data, redis|kafka|postgres|elasticsearch|mongo cluster, sidecar motorcycle,
    python|php|c#|typescript|xml|cpp namespace, namespace std, namespace in c, pods of, pod bay|racing|racer|door`,
  files: `
    Chart.yaml, values.yaml, kustomization.yaml, kustomization.yml, helmfile.yaml, k8s/, kubernetes/, helm/, charts/`,
  addresses: `kubernetes.io, helm.sh, artifacthub.io`,
  languages: `helm!, k8s!`,
  imports: `@kubernetes/client-node, kubernetes, k8s.io`,
})
