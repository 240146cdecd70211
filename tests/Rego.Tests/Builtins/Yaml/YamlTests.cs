using Platform.Rego.Builtins;
using Platform.Rego.Values;
using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Yaml;

public sealed class YamlTests
{
    [Theory]
    [InlineData("""[{"foo":[1,2,3]}]""", "- foo:\n  - 1\n  - 2\n  - 3\n")]
    [InlineData("""{"b":{"c":[]},"a":{}}""", "a: {}\nb:\n  c: []\n")]
    [InlineData("""[[1,[2]],3]""", "- - 1\n  - - 2\n- 3\n")]
    [InlineData("""{"a10":1,"a2":2,"B":3}""", "B: 3\na2: 2\na10: 1\n")]
    [InlineData("\"yes\"", "\"yes\"\n")]
    [InlineData("""["true","12","1e3","2001-01-01","~","","12:30:45","plain text"]""",
        "- \"true\"\n- \"12\"\n- \"1e3\"\n- \"2001-01-01\"\n- \"~\"\n- \"\"\n- \"12:30:45\"\n- plain text\n")]
    [InlineData("""["a: b","- x","#c","it's","%","a #b"," x"]""", "- 'a: b'\n- '- x'\n- '#c'\n- it's\n- '%'\n- 'a #b'\n- ' x'\n")]
    [InlineData("""{"k":"one\ntwo\n"}""", "k: |\n  one\n  two\n")]
    [InlineData("""{"k":"one\ntwo"}""", "k: |-\n  one\n  two\n")]
    [InlineData("""["tab\there","\u0001"]""", "- \"tab\\there\"\n- \"\\x01\"\n")]
    [InlineData("""[1.5,1000000.0,1e21,null,true]""", "- 1.5\n- 1e+06\n- 1e+21\n- null\n- true\n")]
    public void Values_are_written_as_go_yaml_writes_them(string json, string yaml) => Assert.Equal(yaml, Call("yaml.marshal", Json(json)).AsString());

    [Theory]
    [InlineData("a: 1\nb: [x, 'y', \"z\"]\n", """{"a":1,"b":["x","y","z"]}""")]
    [InlineData("", "null")]
    [InlineData("yes", "true")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("[0x1F, 0b101, 0o17, 017, 1_000, +5, -3, 08, .5, 1., 1e3]", "[31,5,15,15,1000,5,-3,8,0.5,1,1000]")]
    [InlineData("[2001-01-01, 12:30:45]", """["2001-01-01","12:30:45"]""")]
    [InlineData("1: a\ntrue: b\n1.5: c\n", """{"1":"a","true":"b","1.5":"c"}""")]
    [InlineData("a: &x {b: 1}\nc: *x\n", """{"a":{"b":1},"c":{"b":1}}""")]
    [InlineData("d: &x {b: 1, c: 2}\ne:\n  <<: *x\n  c: 3\n", """{"d":{"b":1,"c":2},"e":{"b":1,"c":3}}""")]
    [InlineData("[!!str 12, !!float 3, !!int '4', !!binary aGk=, !mine x]", """["12",3,4,"hi","x"]""")]
    [InlineData("a: |\n  one\n  two\nb: >\n  one\n  two\n", """{"a":"one\ntwo\n","b":"one two\n"}""")]
    [InlineData("---\na: 1\n---\nb: 2\n", """{"a":1}""")]
    [InlineData("a: 1\na: 2\n", """{"a":2}""")]
    public void The_first_document_is_read_as_YAML_1_1(string yaml, string json) => Assert.Equal(Json(json), Call("yaml.unmarshal", yaml));

    [Theory]
    [InlineData("[1,2,3", "line 1: did not find expected ',' or ']'")]
    [InlineData("a: *b", "unknown anchor 'b' referenced")]
    [InlineData("a: &b [*b]", "anchor 'b' value contains itself")]
    [InlineData("<<: 1", "map merge requires map or sequence of maps as the value")]
    [InlineData("[.nan]", "json: unsupported value: NaN")]
    [InlineData("~: 1", "unsupported map key")]
    [InlineData("[a]: 1", "invalid map key")]
    [InlineData("!!int x", "cannot decode !!str `x` as a !!int")]
    public void What_is_not_JSON_is_an_error(string yaml, string problem)
    {
        Assert.Contains(problem, Error("yaml.unmarshal", yaml));
        Assert.False(Call("yaml.is_valid", yaml).IsTrue);
    }

    [Fact]
    public void Nesting_and_aliases_are_bounded()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
            + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.Contains("excessive aliasing", Error("yaml.unmarshal", bomb));
        Assert.Contains("max depth", Error("yaml.unmarshal", new string('[', 100_000)));
        Assert.Contains("max depth", Error("yaml.unmarshal", string.Concat(Enumerable.Repeat("- ", 100_000))));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var value = Json("""{"a":["x y","- z","1","null",{"":"","k\"'":"\\ \t \u2028 é 😀"},[],{}," lead","trail ","a\n\n b\n","\nx","x \ny"],"0":1.25,"n":-17,"t":false}""");
        Assert.Equal(value, Call("yaml.unmarshal", Call("yaml.marshal", value)));
    }

    [Fact]
    public void Long_lines_of_words_are_folded_and_read_back()
    {
        Val text = string.Join(' ', Enumerable.Repeat("lorem", 60)) + ": '" + new string('y', 200);
        var yaml = Call("yaml.marshal", text).AsString();
        Assert.True(yaml.Split('\n').Length > 3);
        Assert.Equal(text, Call("yaml.unmarshal", yaml));
        var key = Val.ObjectOf((new string('k', 129), 1));
        Assert.StartsWith("? kkk", Call("yaml.marshal", key).AsString());
        Assert.Equal(key, Call("yaml.unmarshal", Call("yaml.marshal", key)));
    }
}
