package corpus.ci.workflow_pins_test

import data.corpus.ci.workflow_pins

workflow(permissions, steps) := yaml.marshal({
	"name": "ci",
	"permissions": permissions,
	"jobs": {"build": {"runs-on": "linux", "timeout-minutes": 10, "steps": steps}},
})

denied(permissions, steps) := got if {
	got := workflow_pins.deny with input.content as workflow(permissions, steps) with data.corpus.writable as ["checks"]
}

test_allows_pinned_and_own_actions if {
	commit := crypto.sha1("")
	denied({"contents": "read", "checks": "write"}, [
		{"uses": concat("@", ["actions/checkout", commit])},
		{"uses": "example/deploy@v1"},
		{"uses": "./.github/actions/setup"},
		{"run": "make test"},
	]) == set()
}

test_denies_tags if {
	denied({}, [{"run": "true"}, {"uses": "actions/checkout@v4"}]) == {"build[1]: pin actions/checkout@v4 to a commit"}
}

test_denies_injection if {
	denied({}, [{"run": "echo '${{ github.event.issue.title }}' ${{ github.event.number }}"}]) == {
		"build[0]: ${{ github.event.issue.title }} in a script",
	}
}

test_denies_writing if {
	denied({"contents": "write"}, []) == {"the workflow may write contents"}
	denied("write-all", []) == {"write-all is too much"}
}

test_reads_yaml if {
	text := `
name: release
jobs:
  publish:
    permissions: {packages: write}
    steps:
      - run: |
          echo one
          echo two
`
	workflow_pins.deny == {"permissions are not said", "publish may write packages"} with input.content as text
		with data.corpus.writable as []
	workflow_pins.timeouts == {"publish": 360} with input.content as text
}
