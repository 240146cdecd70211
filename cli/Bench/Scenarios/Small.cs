namespace Platform.Cli.Bench.Scenarios;

/// <summary>Policies of a few lines.</summary>
internal static class Small
{
    public const string RbacInput = """{"user":"bob","action":"write","type":"note"}""";

    public static Scenario TinyAllow { get; } = new(
        "tiny-allow",
        """
        package bench

        default allow := false

        allow if {
        	input.method == "GET"
        	input.user == "alice"
        	input.path == "/"
        }
        """,
        "data.bench.allow", """{"method":"GET","user":"alice","path":"/"}""", "{}", "true");

    public static Scenario Rbac { get; } = new(
        "rbac",
        """
        package bench

        default allow := false

        allow if {
        	some role in data.users[input.user]
        	some grant in data.roles[role]
        	grant.action == input.action
        	grant.type == input.type
        }
        """,
        "data.bench.allow", RbacInput,
        """
        {"users":{"alice":["admin"],"bob":["reader","clerk"]},
         "roles":{"admin":[{"action":"*","type":"*"}],
                  "reader":[{"action":"read","type":"note"},{"action":"read","type":"list"}],
                  "clerk":[{"action":"write","type":"list"},{"action":"write","type":"note"}]}}
        """,
        "true");

    public static Scenario PathRouting { get; } = new(
        "path-routing",
        """
        package bench

        default allow := false

        allow if {
        	input.method == "GET"
        	input.path == ["patients"]
        }

        allow if {
        	input.method == "GET"
        	["patients", id] = input.path
        	id == input.patient
        }

        allow if {
        	input.method == "GET"
        	["patients", _, "notes"] = input.path
        	"clinician" in input.roles
        }

        allow if {
        	input.method == "GET"
        	["patients", _, "notes", note] = input.path
        	startswith(note, "n-")
        	"clinician" in input.roles
        }

        allow if {
        	input.method == "POST"
        	["patients", _, "notes"] = input.path
        	regex.match(`^[a-z]+$`, input.kind)
        	"clinician" in input.roles
        }
        """,
        "data.bench.allow", """{"method":"GET","path":["patients","p-1","notes","n-7"],"roles":["clerk","clinician"],"patient":"p-2","kind":"letter"}""", "{}", "true");

    public static Scenario JwtClaims { get; } = new(
        "jwt-claims",
        """
        package bench

        default allow := false

        allow if {
        	input.claims.iss == "https://identity.example"
        	input.audience in input.claims.aud
        	input.claims.nbf <= input.now
        	input.now < input.claims.exp
        	some scope in split(input.claims.scope, " ")
        	scope == "notes.read"
        }
        """,
        "data.bench.allow",
        """{"audience":"records","now":1780000100,"claims":{"iss":"https://identity.example","sub":"u-1","aud":["gateway","records"],"nbf":1780000000,"exp":1780000300,"scope":"openid profile notes.list notes.read"}}""",
        "{}", "true");

    public static Scenario DenySetMessages { get; } = new(
        "deny-set-messages",
        """
        package bench

        deny contains msg if {
        	some container in input.containers
        	not startswith(container.image, "registry.local/")
        	msg := sprintf("image %s is not ours", [container.image])
        }

        deny contains msg if {
        	some container in input.containers
        	not container.limits.memory
        	msg := sprintf("container %s has no memory limit", [container.name])
        }
        """,
        "data.bench.deny",
        """{"containers":[{"name":"a","image":"registry.local/a","limits":{"memory":"1Gi"}},{"name":"b","image":"evil/b"},{"name":"c","image":"registry.local/c","limits":{"memory":"2Gi"}}]}""",
        "{}", """["container b has no memory limit","image evil/b is not ours"]""");

    public static Scenario WithMocks { get; } = new(
        "with-mocks",
        """
        package bench

        clinician if data.roles[input.user] == "clinician"

        allow if {
        	clinician
        	input.method == "GET"
        }

        holds if {
        	allow with input as {"user": "ann", "method": "GET"} with data.roles as {"ann": "clinician"}
        	not allow with input as {"user": "ann", "method": "PUT"} with data.roles as {"ann": "clinician"}
        	not allow with input as {"user": "bob", "method": "GET"} with data.roles as {"ann": "clinician"}
        	allow with input.user as "cid" with data.roles.cid as "clinician"
        	not allow with input.user as "cid" with data.roles.cid as "clerk"
        }
        """,
        "data.bench.holds", """{"user":"eve","method":"GET"}""", """{"roles":{"eve":"clerk"}}""", "true");
}
