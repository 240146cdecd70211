package corpus.envoy.bodies_test

import data.corpus.envoy.bodies

post(path, body) := got if {
	got := bodies.outcome with input as {"path": path, "body": body, "headers": {"content-type": "application/json; charset=utf-8"}}
}

test_allows_what_the_schema_allows if {
	post("/orders", `{"sku": "ABC-1", "quantity": 2}`) == {"allowed": true}
	post("/notes", `{"text": "short"}`).allowed
}

test_names_the_fields_that_are_wrong if {
	post("/orders", `{"sku": "abc", "quantity": 100}`) == {"allowed": false, "status": 422, "fields": ["quantity", "sku"]}
}

test_denies_more_than_asked_for if {
	post("/orders", `{"sku": "ABC-1", "quantity": 2, "price": 0}`).status == 422
}

test_denies_what_is_not_json if post("/orders", "sku=1").status == 400

test_denies_other_types if {
	bodies.outcome.status == 400 with input as {"path": "/notes", "body": "{}", "headers": {"content-type": "text/plain"}}
}

test_denies_what_is_large if {
	long := sprintf(`{"text": "%01100d"}`, [7])
	post("/notes", long).status == 413
}

test_denies_other_paths if post("/other", "{}").status == 404
