using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Templates;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("Hello {{.name}}!", """{"name":"world"}""", "Hello world!")]
    [InlineData("{{range $i, $e := .xs}}{{if $i}}, {{end}}{{$e}}{{end}}", """{"xs":["a","b"]}""", "a, b")]
    [InlineData("{{range .xs}}x{{else}}none{{end}}", """{"xs":[]}""", "none")]
    [InlineData("{{with .a}}{{.b}}{{end}}", """{"a":{"b":1}}""", "1")]
    [InlineData("a {{- .x -}} b", """{"x":"-"}""", "a-b")]
    [InlineData("{{if and .a (eq .b 1)}}y{{else}}n{{end}}", """{"a":true,"b":"1"}""", "")]
    [InlineData("{{printf \"%q\" .a}}", """{"a":"x"}""", "\"x\"")]
    [InlineData("{{len .a}} {{index .a 1}}", """{"a":["p","q"]}""", "2 q")]
    [InlineData("{{/* nothing */}}{{\"a\" | printf \"%s%s\" \"b\"}}", "{}", "ba")]
    public void Templates_render_as_Go_s(string template, string values, string text)
    {
        if (text.Length == 0)
        {
            Assert.Contains("incompatible types", Error("strings.render_template", template, Json(values)));
            return;
        }

        Assert.Equal(text, Call("strings.render_template", template, Json(values)).AsString());
    }

    [Theory]
    [InlineData("{{")]
    [InlineData("{{if}}")]
    [InlineData("{{end}}")]
    [InlineData("{{range .a}}")]
    [InlineData("{{.a.b}}")]
    [InlineData("{{call .a}}")]
    [InlineData("{{nofunction}}")]
    public void Wrong_templates_are_errors(string template) => Error("strings.render_template", template, Json("""{"a":1}"""));

    [Fact]
    public void Nesting_is_bounded() => Error("strings.render_template", "{{" + new string('(', 100_000) + "1" + new string(')', 100_000) + "}}", Json("{}"));
}
