using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.SyntaxTrees;

public sealed class ParseModuleTests
{
    [Fact]
    public void A_rule_is_shown_as_OPA_shows_it()
    {
        var module = Call("rego.parse_module", "x.rego", "package a.b\nimport data.c as d\np := 1 if not input.x = [2]\n");
        Assert.Equal(
            Json("""
                {
                  "package": {"path": [{"type": "var", "value": "data"}, {"type": "string", "value": "a"}, {"type": "string", "value": "b"}]},
                  "imports": [{"path": {"type": "ref", "value": [{"type": "var", "value": "data"}, {"type": "string", "value": "c"}]}, "alias": "d"}],
                  "rules": [{
                    "head": {"name": "p", "ref": [{"type": "var", "value": "p"}], "value": {"type": "number", "value": 1}, "assign": true},
                    "body": [{"index": 0, "negated": true, "terms": [
                      {"type": "ref", "value": [{"type": "var", "value": "eq"}]},
                      {"type": "ref", "value": [{"type": "var", "value": "input"}, {"type": "string", "value": "x"}]},
                      {"type": "array", "value": [{"type": "number", "value": 2}]}]}]
                  }]
                }
                """),
            module);
    }

    [Fact]
    public void Errors_are_the_parser_s() => Assert.Contains("rego_parse_error: unexpected eof token", Error("rego.parse_module", "x.rego", "package a."));

    [Fact]
    public void Deep_nesting_is_an_error() => Error("rego.parse_module", "x.rego", "package a\np := " + new string('[', 100_000));
}
