using Platform.Rego.Values;

namespace Platform.Rego.Tests.Semantics;

/// <summary>Schemas type the input and the data: what they do not have is an error when the modules are compiled.</summary>
public sealed class SchemaTests
{
    private const string Person = """
        {"type":"object","properties":{
          "name":{"type":"string"},
          "age":{"type":["integer","null"]},
          "address":{"$ref":"#/definitions/address"},
          "tags":{"type":"array","items":{"type":"string"}},
          "extra":{"type":"object"},
          "id":{"anyOf":[{"type":"string"},{"type":"number"}]},
          "both":{"allOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"number"}}}]}},
         "definitions":{"address":{"properties":{"city":{"type":"string"},"lives":{"$ref":"#"}}}}}
        """;

    [Theory]
    [InlineData("input.name == \"ann\"")]
    [InlineData("input.address.city == \"York\"")]
    [InlineData("input.address.lives.address.lives.name")]
    [InlineData("startswith(input.tags[_], \"x\")")]
    [InlineData("input.extra.anything.goes")]
    [InlineData("input.id == 1")]
    [InlineData("input.both.a == \"x\"; input.both.b == 1")]
    [InlineData("input.age > 3")]
    [InlineData("input.nam == 1 with input as {\"nam\": 1}")]
    public void What_the_schema_has_is_right(string body) => Assert.Empty(Errors(body));

    [Theory]
    [InlineData("input.nam == \"ann\"", "undefined ref: input.nam")]
    [InlineData("input.address.town == \"York\"", "undefined ref: input.address.town")]
    [InlineData("input.name.first", "undefined ref: input.name.first")]
    [InlineData("input.name == 1", "match error")]
    [InlineData("count(input.age)", "count: invalid argument(s)")]
    [InlineData("input.tags[_] == 1", "match error")]
    [InlineData("input.id == true", "match error")]
    [InlineData("input.both.c", "undefined ref: input.both.c")]
    [InlineData("[x | x := input.nam]", "undefined ref: input.nam")]
    public void What_it_has_not_is_an_error(string body, string message) => Assert.Contains(message, Assert.Single(Errors(body)), StringComparison.Ordinal);

    [Theory]
    [InlineData("schema.person", "undefined ref: input.nam")]
    [InlineData("schema[\"care/person\"]", "undefined schema: schema[\"care/person\"]")]
    [InlineData("schema.care.person", "undefined ref: input.nam")]
    [InlineData("schema.nobody", "undefined schema: schema.nobody")]
    public void Metadata_names_the_schema_of_a_rule(string reference, string message)
    {
        var schemas = new RegoSchemas { Named = new Dictionary<string, Val> { ["person"] = Val.Parse(Person), ["care/person"] = Val.Parse(Person) } };
        var errors = Compile($"package a\n\n# METADATA\n# schemas:\n#   - input: {reference}\np if input.nam\n\nq if input.nam\n", schemas);
        Assert.Contains(message, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_may_stand_in_the_metadata_and_the_longest_path_wins()
    {
        const string Module = """
            # METADATA
            # schemas:
            #   - input: {type: object, properties: {a: {type: string}, o: {type: object, properties: {x: {type: string}}}}}
            package a

            # METADATA
            # schemas:
            #   - input.o: {type: object, properties: {y: {type: number}}}
            p if input.o.y == 1

            q if input.o.y == 1

            # METADATA
            # schemas:
            #   - data.roles: {type: array, items: {type: string}}
            r if data.roles[_] == 1
            """;
        var errors = Compile(Module, null);
        Assert.Equal(2, errors.Count);
        Assert.Contains("undefined ref: input.o.y", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("a.rego:11:", errors[0], StringComparison.Ordinal);
        Assert.Contains("match error", errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_schemas_mean_nothing_where_none_are_given() =>
        Assert.Empty(Compile("package a\n\n# METADATA\n# schemas:\n#   - input: schema.person\np if input.nam\n", null));

    private static IReadOnlyList<string> Errors(string body) => Compile($"package a\n\np if {{ {body} }}\n", new RegoSchemas { Input = Val.Parse(Person) });

    private static IReadOnlyList<string> Compile(string module, RegoSchemas? schemas)
    {
        try
        {
            RegoPolicy.Compile([new RegoModule("a.rego", module)], options: new RegoOptions { Schemas = schemas });
            return [];
        }
        catch (RegoCompileException wrong)
        {
            return [.. wrong.Diagnostics.Select(diagnostic => diagnostic.ToString())];
        }
    }
}
