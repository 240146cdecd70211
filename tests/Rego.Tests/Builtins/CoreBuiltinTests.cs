using Platform.Rego.Builtins;
using Platform.Rego.Tests.Conformance;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Builtins;

/// <summary>Corners of the core builtins that OPA's documentation or Go's library define; operands and results are Rego terms.</summary>
public sealed class CoreBuiltinTests
{
    [Theory]
    [InlineData("plus", "1000000000000000000000000000000", "1", "1000000000000000000000000000001")]
    [InlineData("plus", "9223372036854775807", "1", "9223372036854775808")]
    [InlineData("plus", "1e30", "1", "1000000000000000000000000000001")]
    [InlineData("plus", "0.1", "0.2", "0.3")]
    [InlineData("minus", "-9223372036854775808", "1", "-9223372036854775809")]
    [InlineData("minus", "{1, 2, 3}", "{2}", "{1, 3}")]
    [InlineData("mul", "9223372036854775807", "9223372036854775807", "85070591730234615847396907784232501249")]
    [InlineData("mul", "-4294967296", "2147483648", "-9223372036854775808")]
    [InlineData("div", "7", "2", "3.5")]
    [InlineData("div", "1", "3", "0.33333333333333333334")]
    [InlineData("div", "6", "3", "2")]
    [InlineData("rem", "-7", "3", "-1")]
    [InlineData("rem", "10", "18446744073709551616", "10")]
    [InlineData("rem", "7.0", "2", "1")]
    [InlineData("format_int", "-255", "16", "\"-ff\"")]
    [InlineData("format_int", "9.9", "10", "\"9\"")]
    [InlineData("format_int", "340282366920938463463374607431768211455", "16", "\"ffffffffffffffffffffffffffffffff\"")]
    [InlineData("bits.and", "-1", "12345678901234567890", "12345678901234567890")]
    [InlineData("bits.lsh", "1", "100", "1267650600228229401496703205376")]
    [InlineData("bits.rsh", "-8", "1", "-4")]
    [InlineData("numbers.range", "3", "1", "[3, 2, 1]")]
    [InlineData("split", "\"\"", "\",\"", "[\"\"]")]
    [InlineData("split", "\"aé😀\"", "\"\"", "[\"a\", \"é\", \"😀\"]")]
    [InlineData("indexof", "\"a😀b\"", "\"b\"", "2")]
    [InlineData("indexof", "\"abc\"", "\"x\"", "-1")]
    [InlineData("indexof_n", "\"aaa\"", "\"aa\"", "[0, 1]")]
    [InlineData("strings.count", "\"cheese\"", "\"\"", "7")]
    [InlineData("strings.count", "\"aaaa\"", "\"aa\"", "2")]
    [InlineData("trim", "\"¡¡¡Hi, Go!!!\"", "\"!¡\"", "\"Hi, Go\"")]
    [InlineData("lower", "\"\u0130\u212A\"", "\"ik\"")]
    [InlineData("upper", "\"\u0131\u017F\"", "\"IS\"")]
    [InlineData("concat", "\"-\"", "{\"b\", \"a\"}", "\"a-b\"")]
    [InlineData("object.union", """{"a": {"b": 1, "c": 2}, "d": 3}""", """{"a": {"c": 4}, "d": {"e": 5}}""", """{"a": {"b": 1, "c": 4}, "d": {"e": 5}}""")]
    [InlineData("object.filter", "{1: \"x\", [2]: \"y\", \"z\": 0}", "[1, [2]]", "{1: \"x\", [2]: \"y\"}")]
    [InlineData("object.subset", "[1, 2, 1, 2, 3]", "[1, 2, 3]", "true")]
    [InlineData("object.subset", "[1, 2]", "{2, 1}", "true")]
    [InlineData("object.subset", """{"a": {1, 2}, "b": 1}""", """{"a": {1}}""", "true")]
    [InlineData("graph.reachable", """{"a": ["b"], "b": ["c"], "d": []}""", "{\"a\"}", "{\"a\", \"b\"}")]
    public void Gives(string builtin, params string[] terms) =>
        Assert.Equal(TermReader.Read(terms[^1]), Call(builtin, terms));

    [Theory]
    [InlineData("abs", "-9007199254740993", "9007199254740993")]
    [InlineData("round", "2.5", "3")]
    [InlineData("round", "-2.5", "-3")]
    [InlineData("ceil", "-1.99999", "-1")]
    [InlineData("floor", "-1.1", "-2")]
    [InlineData("ceil", "1.1", "2")]
    [InlineData("sum", "[0.1, 0.2, 3]", "3.3")]
    [InlineData("sum", "[]", "0")]
    [InlineData("sum", "[9223372036854775807, 1]", "9223372036854775808")]
    [InlineData("product", "[0.1, 3]", "0.30000000000000004")]
    [InlineData("product", "[]", "1")]
    [InlineData("max", "[1, \"a\", [0]]", "[0]")]
    [InlineData("min", "{3, null}", "null")]
    [InlineData("count", "\"a😀\"", "2")]
    [InlineData("sort", "[\"b\", 1, \"a\"]", "[1, \"a\", \"b\"]")]
    [InlineData("all", "[]", "true")]
    [InlineData("any", "[]", "false")]
    [InlineData("to_number", "\"+1.50\"", "1.5")]
    [InlineData("to_number", "\"0x1p-2\"", "0.25")]
    [InlineData("to_number", "\"007\"", "7")]
    [InlineData("to_number", "\".5e1\"", "5")]
    [InlineData("strings.reverse", "\"a😀é\"", "\"é😀a\"")]
    [InlineData("lower", "\"ÀÉ\"", "\"àé\"")]
    [InlineData("trim_space", "\"\\u00a0 x\\t\\u2003\"", "\"x\"")]
    [InlineData("json.marshal", "{\"a\": {2, 1}, 3: \"<&>\"}", "\"{\\\"3\\\":\\\"\\\\u003c\\\\u0026\\\\u003e\\\",\\\"a\\\":[1,2]}\"")]
    [InlineData("json.is_valid", "\"{\"", "false")]
    [InlineData("json.is_valid", "1", "false")]
    [InlineData("base64url.decode", "\"YQ\"", "\"a\"")]
    [InlineData("base64.decode", "\"YW\\nJj\"", "\"abc\"")]
    [InlineData("hex.encode", "\"é\"", "\"c3a9\"")]
    [InlineData("urlquery.encode", "\"a b&ü~\"", "\"a+b%26%C3%BC~\"")]
    [InlineData("urlquery.decode_object", "\"a=1&a=2&b\"", "{\"a\": [\"1\", \"2\"], \"b\": [\"\"]}")]
    [InlineData("union", "{{1}, {2, 1}}", "{1, 2}")]
    [InlineData("intersection", "{{1, 2}, {2, 3}}", "{2}")]
    [InlineData("object.union_n", """[{"a": {"b": 2}}, {"a": 4}, {"a": {"c": 3}}]""", """{"a": {"c": 3}}""")]
    [InlineData("internal.template_string", "[\"a\", {\"b\"}, set(), {[\"c\"]}, 1]", "\"ab<undefined>[\\\"c\\\"]1\"")]
    public void Gives_of_one_operand(string builtin, string operand, string result) => Assert.Equal(TermReader.Read(result), Call(builtin, operand, result));

    [Theory]
    [InlineData("substring", "\"a😀b\"", "1", "1", "\"😀\"")]
    [InlineData("substring", "\"abc\"", "1", "-1", "\"bc\"")]
    [InlineData("substring", "\"abc\"", "5", "2", "\"\"")]
    [InlineData("substring", "\"abc\"", "1", "9223372036854775807", "\"bc\"")]
    [InlineData("strings.split_n", "\"a.b.c\"", "\".\"", "2", "[\"a\", \"b\"]")]
    [InlineData("strings.split_n", "\"a.b.c\"", "\".\"", "-2", "[\"b\", \"c\"]")]
    [InlineData("strings.split_n", "\"a.b.c\"", "\".\"", "0", "[]")]
    [InlineData("strings.split_n", "\"a.b.c\"", "\".\"", "9", "[\"a\", \"b\", \"c\"]")]
    [InlineData("replace", "\"abc\"", "\"\"", "\"-\"", "\"-a-b-c-\"")]
    [InlineData("replace", "\"aaa\"", "\"aa\"", "\"b\"", "\"ba\"")]
    [InlineData("array.slice", "[1, 2, 3]", "-1", "2", "[1, 2]")]
    [InlineData("array.slice", "[1, 2, 3]", "2", "1", "[]")]
    [InlineData("object.get", """{"a": {"b": [5]}}""", "[\"a\", \"b\", 0]", "null", "5")]
    [InlineData("object.get", """{"a": 1}""", "[]", "null", """{"a": 1}""")]
    [InlineData("object.get", """{"a": 1}""", "[\"a\", \"b\"]", "7", "7")]
    [InlineData("numbers.range_step", "0", "10", "4", "[0, 4, 8]")]
    public void Gives_of_three_operands(string builtin, string x, string y, string z, string result) =>
        Assert.Equal(TermReader.Read(result), Call(builtin, x, y, z, result));

    [Theory]
    [InlineData("div", "divide by zero", "1", "0.0")]
    [InlineData("rem", "modulo on floating-point number", "1.5", "1")]
    [InlineData("rem", "modulo by zero", "1", "0")]
    [InlineData("minus", "operand 2 must be set but got number", "{1}", "1")]
    [InlineData("minus", "operand 1 must be one of {number, set} but got string", "\"a\"", "1")]
    [InlineData("plus", "operand 1 must be number but got string", "\"a\"", "1")]
    [InlineData("format_int", "operand 2 must be one of {2, 8, 10, 16}", "1", "3")]
    [InlineData("bits.lsh", "operand 2 must be an unsigned integer number but got a negative integer", "1", "-1")]
    [InlineData("bits.lsh", "number out of range", "1", "100000000000")]
    [InlineData("bits.and", "operand 1 must be integer but got string", "\"a\"", "1")]
    [InlineData("indexof", "empty search character", "\"a\"", "\"\"")]
    [InlineData("concat", "operand 2 must be array of strings but got array containing number", "\",\"", "[1]")]
    [InlineData("concat", "operand 2 must be one of {set, array} but got number", "\",\"", "1")]
    [InlineData("object.subset", "both arguments object.subset must be of the same type or array and set", "1", "{}")]
    [InlineData("graph.reachable", "operand 2 must be {array, set} but got number", "{}", "1")]
    public void Refuses(string builtin, string message, string x, string y) => Assert.Equal(message, ErrorOf(builtin, x, y));

    [Theory]
    [InlineData("to_number", "strconv.ParseFloat: parsing \"a\": invalid syntax", "\"a\"")]
    [InlineData("to_number", "strconv.ParseFloat: parsing \"1e400\": value out of range", "\"1e400\"")]
    [InlineData("to_number", "operand 1 must be valid number string but got string", "\"-Inf\"")]
    [InlineData("base64.decode", "illegal base64 data at input byte 0", "\"YWJ\"")]
    [InlineData("base64.decode", "illegal base64 data at input byte 1", "\"a$bc\"")]
    [InlineData("base64.decode", "illegal base64 data at input byte 4", "\"YQ==YQ==\"")]
    [InlineData("hex.decode", "encoding/hex: invalid byte: U+0067 'g'", "\"6g\"")]
    [InlineData("hex.decode", "encoding/hex: odd length hex string", "\"616\"")]
    [InlineData("urlquery.decode", "invalid URL escape \"%z1\"", "\"%z1\"")]
    [InlineData("sum", "operand 1 must be set of numbers but got set containing string", "{\"a\"}")]
    [InlineData("union", "operand 1 must be set but got number", "{1}")]
    [InlineData("count", "operand 1 must be one of {array, object, set, string} but got number", "1")]
    public void Refuses_one_operand(string builtin, string message, string x) => Assert.Equal(message, ErrorOf(builtin, x));

    [Fact]
    public void Draws_one_random_number_per_key_in_an_evaluation()
    {
        var context = new BuiltinContext { Random = new Random(1) };
        Assert.True(BuiltinTable.TryGet("rand.intn", out var entry));
        var first = entry.Body(context, [Val.From("k"), 1_000_000]);
        Assert.Equal(first, entry.Body(context, [Val.From("k"), 1_000_000]));
        Assert.NotEqual(first, entry.Body(context, [Val.From("other"), 1_000_000]));
    }

    [Fact]
    public void Walks_everything_itself_first()
    {
        var pairs = Call("walk", """{"a": [1], "b": {2}}""", "");
        Assert.Equal("""[[[], {"a": [1], "b": {2}}], [["a"], [1]], [["a", 0], 1], [["b"], {2}], [["b", 2], 2]]""", pairs.ToString());
    }

    /// <param name="builtin">The name.</param>
    /// <param name="terms">The operands, and after them something else.</param>
    private static Val Call(string builtin, params string[] terms)
    {
        Assert.True(BuiltinTable.TryGet(builtin, out var entry));
        var context = new BuiltinContext();
        var result = entry.Body(context, [.. terms[..entry.Arity].Select(TermReader.Read)]);
        Assert.Null(context.TakeError());
        return result;
    }

    private static string ErrorOf(string builtin, params string[] terms)
    {
        Assert.True(BuiltinTable.TryGet(builtin, out var entry));
        var context = new BuiltinContext();
        try
        {
            entry.Body(context, [.. terms.Select(TermReader.Read)]);
        }
        catch (Exception e) when (e is BuiltinException or OverflowException)
        {
            return e.Message;
        }

        return context.TakeError()!.Message;
    }
}
