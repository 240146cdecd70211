# METADATA
# title: Introspection
# description: Opaque tokens are asked about at the server that issued them, as RFC 7662 says.
package corpus.gateway.introspection

server := "https://id.example.com"

answer := http.send({
	"method": "POST",
	"url": concat("/", [server, "introspect"]),
	"headers": {"content-type": "application/x-www-form-urlencoded"},
	"raw_body": urlquery.encode_object({"token": input.token, "token_type_hint": "access_token"}),
	"force_cache": true,
	"force_cache_duration_seconds": 30,
	"raise_error": false,
})

session := answer.body if {
	answer.status_code == 200
	answer.body.active == true
}

# How strongly the user has signed in, as bits: 1 password, 2 code, 4 hardware.
strength := bits.or(bits.or(password, code), hardware)

default password := 0

password := 1 if "pwd" in session.amr

default code := 0

code := 2 if "otp" in session.amr

default hardware := 0

hardware := 4 if "hwk" in session.amr

needed(path) := 4 if startswith(path, "/admin/")

else := 2 if startswith(path, "/account/")

else := 0

# METADATA
# title: Decision
# custom: {audit: full}
decision := {"allow": allow, "subject": object.get(session, "sub", null), "audit": audit} if {
	allow := bits.and(strength, needed(input.path)) == needed(input.path)
	some link in rego.metadata.chain()
	audit := link.annotations.custom.audit
} else := {"allow": false, "subject": null, "audit": "full"}
