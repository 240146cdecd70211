package corpus.ci.sbom_test

import data.corpus.ci.sbom

component(name, version) := {"bom-ref": name, "name": name, "version": version, "purl": sprintf("pkg:npm/%s@%s", [name, version])}

bom(version) := {
	"metadata": {"component": {"bom-ref": "app"}},
	"components": [component("web", "1.0.0"), component("parse", version), component("log", "3.0.0"), component("left", "0.1.0")],
	"dependencies": [
		{"ref": "app", "dependsOn": ["web", "log"]},
		{"ref": "web", "dependsOn": ["log", "parse"]},
		{"ref": "log"},
	],
}

advisories(severity) := {"parse": [{"id": "A-1", "severity": severity, "introduced": "2.0.0", "fixed": "2.3.1"}]}

test_allows_fixed_and_early_versions if {
	every version in ["2.3.1", "1.9.9", "2.10.0", "2.0.0-beta.1"] {
		sbom.allow with input as bom(version) with data.corpus.advisories as advisories("critical")
	}
}

test_denies_a_vulnerable_version if {
	not sbom.allow with input as bom("2.3.0") with data.corpus.advisories as advisories("high")
	sbom.allow with input as bom("2.3.0") with data.corpus.advisories as advisories("low")
}

test_explains_where_it_comes_from if {
	sbom.via == {"parse": "app > web > parse"} with input as bom("2.2.0") with data.corpus.advisories as advisories("high")
}

test_finds_what_nobody_needs if sbom.orphans == {"left"} with input as bom("2.3.1")

test_denies_what_has_no_purl if {
	without := json.remove(bom("2.3.1"), ["components/2/purl"])
	sbom.unknown == {"log"} with input as without
	not sbom.allow with input as without with data.corpus.advisories as {}
}
