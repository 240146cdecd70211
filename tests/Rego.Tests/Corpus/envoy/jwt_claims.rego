package corpus.envoy.jwt_claims

# The proxy has verified the signature; the claims are ours to judge.
claims := payload if {
	[_, payload, _] := io.jwt.decode(token)
}

token := regex.find_all_string_submatch_n(`^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$`, input.headers.authorization, 1)[0][1]

now := time.now_ns() / 1000000000

leeway := 30

reasons contains "no token" if not claims

reasons contains "expired" if claims.exp + leeway < now

reasons contains "not yet valid" if claims.nbf - leeway > now

reasons contains "wrong audience" if {
	claims
	not "shop" in as_set(object.get(claims, "aud", []))
}

reasons contains "missing scope" if {
	claims
	needed := object.get(data.corpus.scopes, [input.path, lower(input.method)], "nobody")
	not needed in split(object.get(claims, "scope", ""), " ")
}

as_set(value) := {value} if is_string(value)

as_set(value) := {v | some v in value} if is_array(value)

default allow := false

allow if count(reasons) == 0
