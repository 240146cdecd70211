package corpus.envoy.signed_tokens

import data.corpus.issuers

# Which issuer a token is from, before it is believed.
issuer := issuers[payload.iss] if {
	[header, payload, _] := io.jwt.decode(input.token)
	header.alg == "HS256"
}

verified := payload if {
	[true, _, payload] = io.jwt.decode_verify(input.token, {
		"secret": issuer.secret,
		"alg": "HS256",
		"iss": issuer.name,
		"aud": input.audience,
	})
}

default allow := false

allow if {
	verified
	not verified.jti in revoked
}

revoked contains id if some id in data.corpus.revoked

status := 200 if allow

else := 403 if verified

else := 401
