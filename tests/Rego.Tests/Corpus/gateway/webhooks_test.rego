package corpus.gateway.webhooks_test

import data.corpus.gateway.webhooks

body := `{"event": "invoice.paid", "id": 7}`

sign(seconds, secret, text) := sprintf("t=%s, v1=%s", [seconds, crypto.hmac.sha256(concat(".", [seconds, text]), secret)])

status(signature, text) := got if {
	got := webhooks.status with input as {"sender": "pay", "raw_body": text, "headers": {"x-signature": signature}}
		with data.corpus.webhooks.senders as {"pay": {"secrets": ["new", "old"], "events": ["invoice.*"]}}
		with time.now_ns as 10000 * 1000000000
}

test_accepts_both_secrets if {
	status(sign("10000", "new", body), body) == 202
	status(sign("9701", "old", body), body) == 202
}

test_denies_another_secret if status(sign("10000", "guessed", body), body) == 401

test_denies_another_body if status(sign("10000", "new", body), `{"event": "invoice.paid", "id": 8}`) == 401

test_denies_a_replay if status(sign("9699", "new", body), body) == 408

test_ignores_other_events if {
	other := `{"event": "invoice.line.added"}`
	status(sign("10000", "new", other), other) == 204
}

test_denies_without_a_signature if webhooks.status == 400 with input as {"sender": "pay", "raw_body": body, "headers": {}}
