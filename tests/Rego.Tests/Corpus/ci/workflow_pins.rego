package corpus.ci.workflow_pins

steps contains {"job": job, "index": i, "step": step} if {
	some job, definition in workflow.jobs
	some i, step in definition.steps
}

workflow := yaml.unmarshal(input.content)

own := "example/"

deny contains $"{s.job}[{s.index}]: pin {s.step.uses} to a commit" if {
	some s in steps
	not startswith(s.step.uses, "./")
	not startswith(s.step.uses, own)
	not regex.match(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`, s.step.uses)
}

# What a stranger writes must not become part of a script.
deny contains $"{s.job}[{s.index}]: {expression} in a script" if {
	some s in steps
	some expression in regex.find_n(`\$\{\{\s*github\.event\.[^}]*\}\}`, s.step.run, -1)
	regex.match(`\.(title|body|head_ref|message|label)\b`, expression)
}

deny contains "permissions are not said" if not workflow.permissions

deny contains sprintf("%s may write %s", [name, scope]) if {
	some name, holder in object.union({"the workflow": workflow}, workflow.jobs)
	some scope, "write" in holder.permissions
	not scope in data.corpus.writable
}

deny contains "write-all is too much" if workflow.permissions == "write-all"

timeouts[job] := object.get(definition, "timeout-minutes", 360) if some job, definition in workflow.jobs
