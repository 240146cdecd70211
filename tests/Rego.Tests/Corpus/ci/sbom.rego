package corpus.ci.sbom

import data.corpus.advisories

components[component["bom-ref"]] := component if some component in input.components

# What has no dependencies is not always said to have none.
edges := object.union({ref: [] | some ref, _ in components}, declared)

declared[dependency.ref] := object.get(dependency, "dependsOn", []) if some dependency in input.dependencies

root := input.metadata.component["bom-ref"]

shipped := graph.reachable(edges, {root}) - {root}

orphans := object.keys(components) - shipped

vulnerable contains {"component": ref, "advisory": advisory.id, "severity": advisory.severity} if {
	some ref in shipped
	component := components[ref]
	some advisory in advisories[component.name]
	semver.is_valid(component.version)
	semver.compare(component.version, advisory.introduced) >= 0
	semver.compare(component.version, advisory.fixed) < 0
}

# The shortest way in which a component comes in.
via[finding.component] := concat(" > ", shortest) if {
	some finding in vulnerable
	paths := [path |
		some path in graph.reachable_paths(edges, [root])
		finding.component in path
	]
	lengths := [count(up_to(path, finding.component)) | some path in paths]
	some i, path in paths
	lengths[i] == min(lengths)
	shortest := up_to(path, finding.component)
}

up_to(path, ref) := array.slice(path, 0, i + 1) if {
	some i, step in path
	step == ref
}

allow if {
	every finding in vulnerable {
		finding.severity in {"low", "medium"}
	}
	count(unknown) == 0
}

unknown contains ref if {
	some ref in shipped
	not components[ref].purl
}
