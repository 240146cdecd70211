using Platform.Rego.Values;

namespace Platform.Rego.Tests.Syntax;

/// <summary>The tree with places has the members of Regal's RoAST.</summary>
public sealed class LocatedTreeTests
{
    [Theory]
    [InlineData("package a.b", "package", """{"location":"1:1:1:8","path":[{"type":"var","value":"data"},{"location":"1:9:1:10","type":"string","value":"a"},{"location":"1:11:1:12","type":"string","value":"b"}]}""")]
    [InlineData("package a\n\nimport data.x as y", "imports", """[{"alias":"y","location":"3:1:3:7","path":{"location":"3:8:3:14","type":"ref","value":[{"location":"3:8:3:12","type":"var","value":"data"},{"location":"3:13:3:14","type":"string","value":"x"}]}}]""")]
    [InlineData("package a # c", "comments", """[{"location":"1:11:1:14","text":"IGM="}]""")]
    [InlineData("package a\n\nx := 1", "rules", """[{"head":{"assign":true,"location":"3:1:3:7","ref":[{"location":"3:1:3:2","type":"var","value":"x"}],"value":{"location":"3:6:3:7","type":"number","value":1}},"location":"3:1:3:7"}]""")]
    [InlineData("package a\n\np if y", "rules", """[{"body":[{"location":"3:6:3:7","terms":{"location":"3:6:3:7","type":"var","value":"y"}}],"head":{"location":"3:1:3:2","ref":[{"location":"3:1:3:2","type":"var","value":"p"}],"value":{"type":"boolean","value":true}},"location":"3:1:3:7"}]""")]
    public void Nodes_have_their_place(string source, string member, string expected) =>
        Assert.Equal(expected, RegoSyntaxTree.Located(new RegoModule("a.rego", source))[member].ToJson());

    [Fact]
    public void Metadata_stands_at_what_it_describes()
    {
        const string Source = "# METADATA\n# title: all\npackage a\n\n# METADATA\n# authors:\n# - Ann <ann@example.com>\n# schemas:\n# - input: schema.person\np := 1\n";
        var tree = RegoSyntaxTree.Located(new RegoModule("a.rego", Source));
        Assert.Equal("""[{"location":"1:1:2:13","scope":"package","title":"all"}]""", tree["package"]["annotations"].ToJson());
        Assert.Equal(
            """[{"authors":[{"email":"ann@example.com","name":"Ann"}],"location":"5:1:9:25","schemas":[{"path":["input"],"schema":["schema","person"]}],"scope":"rule"}]""",
            tree["rules"][0]["annotations"].ToJson());
    }

    [Fact]
    public void What_does_not_parse_is_refused() =>
        Assert.Throws<RegoCompileException>(() => RegoSyntaxTree.Located(new RegoModule("a.rego", "package")));
}
