using Kind = Platform.Rego.Builtins.Templates.TemplateTokenKind;

namespace Platform.Rego.Builtins.Templates;

/// <summary>Parses a template and the ones it defines.</summary>
internal sealed class TemplateParser
{
    private const int MaxDepth = 200;

    private readonly List<TemplateToken> tokens;
    private readonly Dictionary<string, TemplateNode[]> defined = new(StringComparer.Ordinal);
    private readonly List<string> variables = ["$"];
    private int position;
    private int depth;
    private int loops;

    private TemplateParser(List<TemplateToken> tokens) => this.tokens = tokens;

    public static (TemplateNode[] Root, IReadOnlyDictionary<string, TemplateNode[]> Defined) Parse(string source)
    {
        var parser = new TemplateParser(TemplateLexer.Read(source));
        TemplateNode[] root = parser.ParseList(out string end);
        return end == "EOF" ? (root, parser.defined) : throw parser.Unexpected($"{{{{{end}}}}}");
    }

    private TemplateToken Current => tokens[position];

    private TemplateToken Next() => tokens[position++];

    /// <summary>Nodes up to <c>end</c>, <c>else</c> or the end of the source.</summary>
    private TemplateNode[] ParseList(out string end)
    {
        if (++depth > MaxDepth)
        {
            throw Error($"nested more than {MaxDepth} levels deep");
        }

        List<TemplateNode> nodes = [];
        end = "EOF";
        while (true)
        {
            TemplateToken token = Next();
            if (token.Kind == Kind.End)
            {
                break;
            }

            if (token.Kind == Kind.Text)
            {
                nodes.Add(new TemplateNode.Text(token.Text));
                continue;
            }

            if (Current is { Kind: Kind.Identifier, Text: "end" or "else" })
            {
                end = Next().Text;
                if (end == "end")
                {
                    Expect(Kind.Close, "end");
                }

                break;
            }

            if (ParseAction() is { } node)
            {
                nodes.Add(node);
            }
        }

        depth--;
        return [.. nodes];
    }

    private TemplateNode? ParseAction()
    {
        string keyword = Current.Kind == Kind.Identifier ? Current.Text : "";
        switch (keyword)
        {
            case "if":
                return Control((pipeline, then, otherwise) => new TemplateNode.If(pipeline, then, otherwise));
            case "with":
                return Control((pipeline, then, otherwise) => new TemplateNode.With(pipeline, then, otherwise));
            case "range":
                return Control((pipeline, then, otherwise) => new TemplateNode.Range(pipeline, then, otherwise));
            case "break" or "continue":
                position++;
                Expect(Kind.Close, keyword);
                return loops > 0
                    ? keyword == "break" ? new TemplateNode.Break() : new TemplateNode.Continue()
                    : throw Error($"{{{{{keyword}}}}} outside {{{{range}}}}");
            case "define":
                Define();
                return null;
            case "block":
                return Block();
            case "template":
                position++;
                string name = TemplateName("template");
                TemplatePipeline? argument = Current.Kind == Kind.Close ? null : ParsePipeline("template clause");
                Expect(Kind.Close, "template clause");
                return new TemplateNode.Call(name, argument);
            default:
                TemplatePipeline pipeline = ParsePipeline("command");
                Expect(Kind.Close, "command");
                return new TemplateNode.Action(pipeline);
        }
    }

    private TemplateNode Control(Func<TemplatePipeline, TemplateNode[], TemplateNode[], TemplateNode> create)
    {
        string keyword = Next().Text;
        int scope = variables.Count;
        TemplatePipeline pipeline = ParsePipeline(keyword, isRange: keyword == "range");
        Expect(Kind.Close, keyword);
        loops += keyword == "range" ? 1 : 0;
        TemplateNode[] then = ParseList(out string end);
        loops -= keyword == "range" ? 1 : 0;
        TemplateNode[] otherwise = end == "else" ? Else(keyword) : end == "end" ? [] : throw Unexpected("EOF");
        variables.RemoveRange(scope, variables.Count - scope);
        return create(pipeline, then, otherwise);
    }

    private TemplateNode[] Else(string keyword)
    {
        // {{else if x}} and {{else with x}} stand for {{else}}{{if x}}…{{end}}, closed by one {{end}}.
        if (keyword is "if" or "with" && Current.Kind == Kind.Identifier && Current.Text == keyword)
        {
            if (++depth > MaxDepth)
            {
                throw Error($"nested more than {MaxDepth} levels deep");
            }

            TemplateNode nested = ParseAction()!;
            depth--;
            return [nested];
        }

        Expect(Kind.Close, "else");
        TemplateNode[] nodes = ParseList(out string end);
        return end == "end" ? nodes : throw Unexpected(end == "else" ? "{{else}}" : "EOF");
    }

    private void Define()
    {
        position++;
        string name = TemplateName("define clause");
        Expect(Kind.Close, "define clause");
        defined[name] = Body("define");
    }

    private TemplateNode.Call Block()
    {
        position++;
        string name = TemplateName("block clause");
        TemplatePipeline argument = ParsePipeline("block clause");
        Expect(Kind.Close, "block clause");
        defined[name] = Body("block");
        return new TemplateNode.Call(name, argument);
    }

    private TemplateNode[] Body(string keyword)
    {
        string[] outer = [.. variables];
        variables.RemoveRange(1, variables.Count - 1);
        TemplateNode[] body = ParseList(out string end);
        variables.Clear();
        variables.AddRange(outer);
        return end == "end" ? body : throw Unexpected($"{end} in {keyword}");
    }

    private string TemplateName(string context) => Next() is { Kind: Kind.Literal, Value: string name }
        ? name
        : throw Error($"unexpected token in {context}");

    private TemplatePipeline ParsePipeline(string context, bool isRange = false)
    {
        (string[] targets, bool declares) = ParseTargets(isRange);
        List<TemplateOperand[]> commands = [];
        do
        {
            List<TemplateOperand> operands = [];
            while (Current.Kind != Kind.Close && Current is not { Kind: Kind.Symbol, Text: "|" or ")" })
            {
                operands.Add(ParseOperand());
            }

            if (operands.Count == 0)
            {
                throw Error(commands.Count == 0 ? $"missing value for {context}" : $"missing value for {context} after |");
            }

            commands.Add([.. operands]);
        }
        while (SkipSymbol("|"));

        return new TemplatePipeline(targets, declares, [.. commands]);
    }

    private (string[] Targets, bool Declares) ParseTargets(bool isRange)
    {
        int start = position;
        List<string> names = [];
        while (Current.Kind == Kind.Variable)
        {
            names.Add(Next().Text);
            if (isRange && names.Count == 1 && SkipSymbol(","))
            {
                continue;
            }

            if (Current is { Kind: Kind.Symbol, Text: ":=" or "=" })
            {
                bool declares = Next().Text == ":=";
                foreach (string name in names)
                {
                    if (declares)
                    {
                        variables.Add(name);
                    }
                    else if (!variables.Contains(name))
                    {
                        throw Error($"undefined variable \"{name}\"");
                    }
                }

                return ([.. names], declares);
            }

            break;
        }

        position = start;
        return ([], false);
    }

    private TemplateOperand ParseOperand()
    {
        TemplateToken token = Next();
        switch (token.Kind)
        {
            case Kind.Literal:
                return new TemplateOperand.Literal(token.Value);
            case Kind.Field:
                return new TemplateOperand.Field([token.Text, .. Chain()]);
            case Kind.Variable:
                return variables.Contains(token.Text)
                    ? new TemplateOperand.Variable(token.Text, [.. Chain()])
                    : throw Error($"undefined variable \"{token.Text}\"");
            case Kind.Identifier:
                return token.Text switch
                {
                    "true" => new TemplateOperand.Literal(true),
                    "false" => new TemplateOperand.Literal(false),
                    "nil" => new TemplateOperand.Literal(null),
                    _ when TemplateFunctions.Exists(token.Text) => new TemplateOperand.Function(token.Text),
                    _ => throw Error($"function \"{token.Text}\" not defined"),
                };
            case Kind.Symbol when token.Text == ".":
                return new TemplateOperand.Field([]);
            case Kind.Symbol when token.Text == "(":
                if (++depth > MaxDepth)
                {
                    throw Error($"nested more than {MaxDepth} levels deep");
                }

                TemplatePipeline pipeline = ParsePipeline("parenthesized pipeline");
                depth--;
                if (!SkipSymbol(")"))
                {
                    throw Error("unclosed left paren");
                }

                return new TemplateOperand.Parenthesized(pipeline, [.. Chain()]);
            default:
                throw Error($"unexpected \"{token.Text}\" in operand");
        }
    }

    private List<string> Chain()
    {
        List<string> names = [];
        while (Current is { Kind: Kind.Field, SpaceBefore: false })
        {
            names.Add(Next().Text);
        }

        return names;
    }

    private bool SkipSymbol(string text)
    {
        if (Current.Kind != Kind.Symbol || Current.Text != text)
        {
            return false;
        }

        position++;
        return true;
    }

    private void Expect(Kind kind, string context)
    {
        if (Current.Kind != kind)
        {
            throw Error($"unexpected \"{Current.Text}\" in {context}");
        }

        position++;
    }

    private BuiltinException Unexpected(string what) => Error($"unexpected {what}");

    private static BuiltinException Error(string message) => new($"template: template: {message}");
}
