{{/* What the objects of a release share. */}}

{{- define "naast.labels" -}}
app.kubernetes.io/name: naast
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* What chooses the pods of one part: (dict "root" . "part" "web"). */}}
{{- define "naast.chosen" -}}
app.kubernetes.io/name: naast
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "naast.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "naast.claim" -}}
{{ .Values.storage.existingClaim | default (printf "%s-naast" .Release.Name) }}
{{- end }}

{{/* A container that runs one command: (dict "root" . "command" "web"). What it alone has follows it. */}}
{{- define "naast.container" -}}
image: {{ include "naast.image" .root }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
args: {{ .command | splitList " " | toJson }}
env:
{{- range $name, $value := .root.Values.settings }}
  - name: {{ $name }}
    value: {{ $value | quote }}
{{- end }}
  - name: NAAST_METRICS_BIND
    value: 0.0.0.0
{{- if .root.Values.anchors.existingClaim }}
  - name: NAAST_ANCHORS
    value: /srv/anchors
{{- end }}
envFrom:
  - secretRef:
      name: {{ .root.Values.secrets.serving }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
volumeMounts:
  - name: state
    mountPath: /srv/naast
  - name: counts
    mountPath: /run/naast
  - name: tmp
    mountPath: /tmp
{{- if .root.Values.anchors.existingClaim }}
  - name: anchors
    mountPath: /srv/anchors
{{- end }}
{{- end }}

{{/* What every pod has beside its containers. */}}
{{- define "naast.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: 10
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
volumes:
  - name: state
    persistentVolumeClaim:
      claimName: {{ include "naast.claim" . }}
  # In memory: on a disk that is full the web processes could not go on counting.
  - name: counts
    emptyDir:
      medium: Memory
      sizeLimit: 64Mi
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
{{- if .Values.anchors.existingClaim }}
  - name: anchors
    persistentVolumeClaim:
      claimName: {{ .Values.anchors.existingClaim }}
{{- end }}
{{- end }}
