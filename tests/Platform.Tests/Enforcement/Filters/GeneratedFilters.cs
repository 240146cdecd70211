using System.Globalization;
using System.Text;
using Platform.Rego.Values;

namespace Platform.Tests.Enforcement.Filters;

/// <summary>A row of the table that generated policies are about. Every column may be null.</summary>
public sealed record FilteredRow(int Id, string? Owner, string? Team, long? Level, bool? Open)
{
    public Val Json() => Val.ObjectOf(
        ("owner", Owner is null ? Val.Null : Val.From(Owner)), ("team", Team is null ? Val.Null : Val.From(Team)),
        ("level", Level is { } level ? Val.From(level) : Val.Null), ("open", Open is { } open ? Val.From(open) : Val.Null));
}

/// <summary>Random policies over a row, of everything that a filter can be made of, and rows near their constants.</summary>
internal sealed class GeneratedFilters(int seed)
{
    private static readonly string[] Texts = ["a", "ab", "b", "ba", "abc"];
    private readonly Random random = new(seed);
    private int names;

    public Val Input => Val.ObjectOf(("user", Val.ObjectOf(("id", "ab"), ("level", 2), ("teams", Val.ArrayOf("a", "b")), ("admin", false))));

    public IReadOnlyList<FilteredRow> Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(id => new FilteredRow(id, Text(), Text(), random.Next(5) is var level && level < 4 ? level : null, random.Next(3) switch { 0 => true, 1 => false, _ => null }))];

    /// <summary>A policy whose <c>data.app.allow</c> depends on <c>input.row</c>.</summary>
    public string Policy()
    {
        var text = new StringBuilder("package app\n\ngrades := {\"a\": 1, \"b\": 3}\n\nlevels := [1, 3]\n\n");
        var rules = random.Next(1, 4);
        if (random.Next(2) == 0)
            text.Append("default allow := false\n\n");
        for (var i = 0; i < rules; i++)
            text.Append(CultureInfo.InvariantCulture, $"allow if {{\n{Body(2)}}}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"named if {{\n{Body(0)}}}\n\nnamed if {Atom()}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"ranked := 1 if {Atom()}\n\nelse := 2 if {Atom()}\n\nelse := 3\n\n");
        text.Append(CultureInfo.InvariantCulture, $"near(value) if value == {Constant("owner")}\n\nnear(value) if {{\n\tvalue != null\n\tvalue == input.user.id\n}}\n");
        return text.ToString();
    }

    private string? Text() => random.Next(6) == 0 ? null : Texts[random.Next(Texts.Length)];

    private string Body(int depth) => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"\t{Expression(depth)}\n"));

    private string Expression(int depth) => depth == 0 ? Atom() : random.Next(12) switch
    {
        0 => "named",
        1 => "not named",
        2 => $"ranked {(random.Next(2) == 0 ? "==" : "<")} {random.Next(1, 4)}",
        3 => $"near(input.row.{Pick("owner", "team")})",
        4 => $"not near(input.row.{Pick("owner", "team")})",
        5 => Some(),
        6 => $"every t{++names} in input.user.teams {{ input.row.team != t{names} }}",
        7 => "grades[input.row.owner] == input.row.level",
        8 => $"not grades[input.row.team] {(random.Next(2) == 0 ? "==" : ">")} 1",
        _ => Atom(),
    };

    private string Some()
    {
        names++;
        return random.Next(2) == 0
            ? $"some t{names} in input.user.teams\n\tinput.row.team == t{names}"
            : $"some l{names} in levels\n\tinput.row.level >= l{names}";
    }

    private string Atom() => (random.Next(4) == 0 ? "not " : "") + random.Next(11) switch
    {
        0 => $"input.row.{Pick("owner", "team")} in {{{Constant("owner")}, {Constant("owner")}}}",
        1 => $"{Pick("startswith", "endswith", "contains")}(input.row.{Pick("owner", "team")}, \"{Texts[random.Next(3)]}\")",
        2 => "input.row.open",
        3 => "input.row.owner == input.user.id",
        4 => $"input.row.owner {Comparison()} input.row.team",
        5 => "input.row.team in input.user.teams",
        6 => $"input.row.level {Comparison()} input.user.level",
        7 => "input.user.admin",
        8 => "is_null(input.row.owner)",
        _ => Pick("owner", "team", "level", "open") is var field && field == "open"
            ? $"input.row.open {Pick("==", "!=")} {Pick("true", "false", "null")}"
            : $"input.row.{field} {Comparison()} {Constant(field)}",
    };

    private string Comparison() => Pick("==", "!=", "<", "<=", ">", ">=");

    private string Constant(string field) => random.Next(8) == 0 ? "null" : field == "level" ? $"{random.Next(5)}" : $"\"{Texts[random.Next(Texts.Length)]}\"";

    private string Pick(params ReadOnlySpan<string> of) => of[random.Next(of.Length)];
}
