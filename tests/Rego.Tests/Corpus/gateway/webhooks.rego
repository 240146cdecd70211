package corpus.gateway.webhooks

import data.corpus.webhooks.senders

signature_parts := {name: value |
	some part in split(input.headers["x-signature"], ",")
	[name, value] := split(trim_space(part), "=")
}

signed_text := concat(".", [signature_parts.t, input.raw_body])

# Two secrets are valid while one is being replaced.
authentic if {
	some secret in senders[input.sender].secrets
	crypto.hmac.equal(signature_parts.v1, crypto.hmac.sha256(signed_text, secret))
}

fresh if abs((time.now_ns() / 1000000000) - to_number(signature_parts.t)) <= 300

event := object.get(json.unmarshal(input.raw_body), "event", "none")

wanted if {
	some pattern in senders[input.sender].events
	glob.match(pattern, ["."], event)
}

default status := 400

status := 202 if {
	authentic
	fresh
	wanted
} else := 204 if {
	authentic
	fresh
} else := 408 if {
	authentic
} else := 401 if signature_parts.v1
