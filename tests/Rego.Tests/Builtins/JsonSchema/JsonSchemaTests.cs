using Platform.Rego.Builtins;
using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.JsonSchema;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer","minimum":3}""", "3", true)]
    [InlineData("""{"type":"integer"}""", "3.0", true)]
    [InlineData("""{"type":"integer"}""", "3.5", false)]
    [InlineData("""{"multipleOf":0.01}""", "0.07", true)]
    [InlineData("""{"required":["a"],"properties":{"a":{"enum":[1,null]}}}""", """{"a":null}""", true)]
    [InlineData("""{"oneOf":[{"minimum":1},{"maximum":5}]}""", "3", false)]
    [InlineData("""{"items":[{"type":"string"}],"additionalItems":false}""", """["a",1]""", false)]
    [InlineData("""{"definitions":{"n":{"type":"number"}},"items":{"$ref":"#/definitions/n"}}""", "[1,2]", true)]
    [InlineData("""{"uniqueItems":true}""", "[1,1.0]", false)]
    [InlineData("""{"pattern":"^a+$"}""", "\"aab\"", false)]
    [InlineData("""{"if":{"minimum":10},"then":{"multipleOf":10}}""", "15", false)]
    public void Documents_match_or_not(string schema, string document, bool matches) =>
        Assert.Equal(matches, Call("json.match_schema", document, schema).Items[0].IsTrue);

    [Fact]
    public void Endless_references_and_remote_schemas_are_refused()
    {
        try
        {
            Assert.True(Call("json.match_schema", "1", """{"$ref":"#"}""").IsDefined);
        }
        catch (BuiltinException)
        {
            // As good: it ended.
        }

        Assert.False(Call("json.verify_schema", """{"$ref":"http://example.com/schema"}""").Items[0].IsTrue);
        Assert.False(Call("json.verify_schema", """{"type":"strange"}""").Items[0].IsTrue);
    }
}
