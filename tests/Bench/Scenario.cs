namespace Platform.Bench;

/// <summary>A policy, what it is asked, and what it must answer.</summary>
internal sealed record Scenario(string Name, string Policy, string Query, string Input, string Data, string Expected, int Rounds)
{
    internal static IEnumerable<Scenario> All { get; } =
    [
        new(
            "tiny allow",
            """
            package bench
            default allow := false
            allow if {
                input.method == "GET"
                input.user == "alice"
                input.path == "/"
            }
            """,
            "data.bench.allow", """{"method": "GET", "user": "alice", "path": "/"}""", "{}", "true", 200_000),
        new(
            "role-based, two levels",
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
            "data.bench.allow",
            """{"user": "bob", "action": "write", "type": "note"}""",
            """
            {"users": {"alice": ["admin"], "bob": ["reader", "clerk"]},
             "roles": {"admin": [{"action": "*", "type": "*"}], "reader": [{"action": "read", "type": "note"}, {"action": "read", "type": "list"}],
                       "clerk": [{"action": "write", "type": "list"}, {"action": "write", "type": "note"}]}}
            """,
            "true", 100_000),
        new(
            "deny messages",
            """
            package bench
            deny contains msg if {
                some container in input.containers
                not startswith(container.image, "registry.local/")
                msg := sprintf("image %s is not ours", [container.image])
            }
            """,
            "data.bench.deny",
            """{"containers": [{"image": "registry.local/a"}, {"image": "evil/b"}, {"image": "registry.local/c"}]}""",
            "{}", """["image evil/b is not ours"]""", 50_000),
        new(
            "comprehension join",
            """
            package bench
            total := count({x | some x in numbers.range(1, 300); some y in numbers.range(1, 300); x == y * y})
            """,
            "data.bench.total", "{}", "{}", "17", 20),
    ];
}
