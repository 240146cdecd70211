# METADATA
# title: Documents
# description: Folders give their permissions to what they contain, unless they stop it.
# authors:
# - Corpus
package corpus.data.documents

import data.corpus.files

# From the file up to the root, ending where inheritance is stopped.
chain(id) := [step |
	some path in graph.reachable_paths(up, {id})
	some step in path
]

up[id] := next if {
	some id, file in files
	next := {file.parent | object.get(file, "inherit", true)}
}

shared_with[id] := union({subjects |
	some step in chain(id)
	subjects := {[kind, subject] | some kind, list in files[step].shares; some subject in list}
}) if {
	some id, _ in files
}

principals := {input.user, "everyone"} | {concat(":", ["group", g]) | some g in input.groups}

access[id] contains kind if {
	some id, pairs in shared_with
	some [kind, subject] in pairs
	subject in principals
}

access[id] contains "write" if {
	some id, file in files
	file.owner == input.user
}

access[id] contains "read" if {
	some id, file in files
	file.owner == input.user
}

readable := sort([id | some id, kinds in access; "read" in kinds])

allow if input.action in access[input.file]
