# METADATA
# title: Defaults
# description: A mutating webhook that writes what people forget, as a JSON patch.
package corpus.kubernetes.defaults

patches contains {"op": "add", "path": "/metadata/labels", "value": {}} if not object_.metadata.labels

patches contains {"op": "add", "path": "/spec/automountServiceAccountToken", "value": false} if {
	not has(object_.spec, "automountServiceAccountToken")
}

patches contains {"op": "add", "path": path, "value": "IfNotPresent"} if {
	some i, container in object_.spec.containers
	not has(container, "imagePullPolicy")
	path := sprintf("/spec/containers/%d/imagePullPolicy", [i])
}

patches contains {"op": "replace", "path": path, "value": replace(container.image, "docker.io/", "mirror.example.com/")} if {
	some i, container in object_.spec.containers
	startswith(container.image, "docker.io/")
	path := sprintf("/spec/containers/%d/image", [i])
}

object_ := input.request.object

has(object, key) if _ = object[key]

patched := json.patch(object_, [patch | some patch in patches])

response := {"uid": input.request.uid, "allowed": true, "patchType": "JSONPatch", "patch": encoded} if {
	count(patches) > 0
	encoded := base64.encode(json.marshal(patches))
} else := {"uid": input.request.uid, "allowed": true}
