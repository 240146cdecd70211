# METADATA
# title: Images
# description: Containers come from our registries, and by digest or by a tag that is not latest.
package corpus.kubernetes.images

registries := {"registry.example.com/", "mirror.example.com/library/"}

containers contains container if {
	some field in ["containers", "initContainers", "ephemeralContainers"]
	some container in object.get(input.request.object.spec, field, [])
}

deny contains msg if {
	some container in containers
	not strings.any_prefix_match(container.image, registries)
	msg := sprintf("container %q: image %q is from an unknown registry", [container.name, container.image])
}

deny contains msg if {
	some container in containers
	tag(container.image) == "latest"
	msg := sprintf("container %q: pin the image, latest moves", [container.name])
}

tag(image) := "" if contains(image, "@sha256:")

tag(image) := name if {
	not contains(image, "@sha256:")
	last := regex.replace(image, `^.*/`, "")
	[_, name] := split(last, ":")
}

tag(image) := "latest" if {
	not contains(image, "@sha256:")
	not contains(regex.replace(image, `^.*/`, ""), ":")
}
