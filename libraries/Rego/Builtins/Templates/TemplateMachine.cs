using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Templates;

/// <summary>Runs a template over its data. Steps, output and nesting are bounded.</summary>
internal sealed class TemplateMachine
{
    private const int MaxCalls = 200;
    private const int MaxOutput = 16 * 1024 * 1024;
    private const int MaxSteps = 5_000_000;

    private enum Flow
    {
        Next,
        Break,
        Continue,
    }

    private readonly IReadOnlyDictionary<string, TemplateNode[]> defined;
    private readonly StringBuilder output = new();
    private readonly CancellationToken cancellation;
    private List<(string Name, object? Value)> variables = [];
    private int calls;
    private int steps;

    private TemplateMachine(IReadOnlyDictionary<string, TemplateNode[]> defined, CancellationToken cancellation)
    {
        this.defined = defined;
        this.cancellation = cancellation;
    }

    public static string Render(string source, Val data, CancellationToken cancellation)
    {
        (TemplateNode[] root, IReadOnlyDictionary<string, TemplateNode[]> defined) = TemplateParser.Parse(source);
        var machine = new TemplateMachine(defined, cancellation);
        machine.variables.Add(("$", data));
        machine.Run(root, data);
        return machine.output.ToString();
    }

    private Flow Run(TemplateNode[] nodes, object? dot)
    {
        int scope = variables.Count;
        foreach (TemplateNode node in nodes)
        {
            Step();
            Flow flow = Run(node, dot);
            if (flow != Flow.Next)
            {
                variables.RemoveRange(scope, variables.Count - scope);
                return flow;
            }
        }

        return Flow.Next;
    }

    private Flow Run(TemplateNode node, object? dot)
    {
        switch (node)
        {
            case TemplateNode.Text text:
                Write(text.Value);
                return Flow.Next;
            case TemplateNode.Action action:
                object? value = Evaluate(action.Pipeline, dot);
                if (action.Pipeline.Variables.Length == 0)
                {
                    Write(TemplateValues.Print(value));
                }

                return Flow.Next;
            case TemplateNode.If branch:
                return InScope(() => Run(TemplateValues.IsTrue(Evaluate(branch.Condition, dot)) ? branch.Then : branch.Else, dot));
            case TemplateNode.With with:
                return InScope(() =>
                {
                    object? inner = Evaluate(with.Value, dot);
                    return TemplateValues.IsTrue(inner) ? Run(with.Then, inner) : Run(with.Else, dot);
                });
            case TemplateNode.Range range:
                return InScope(() => Loop(range, dot));
            case TemplateNode.Call call:
                Call(call, dot);
                return Flow.Next;
            case TemplateNode.Break:
                return Flow.Break;
            case TemplateNode.Continue:
                return Flow.Continue;
            default:
                throw new InvalidOperationException($"unexpected node {node.GetType().Name}");
        }
    }

    private Flow Loop(TemplateNode.Range range, object? dot)
    {
        object? collection = TemplateValues.Unwrap(EvaluateCommands(range.Collection, dot));
        List<(object? Key, object? Value)> items = Items(collection);
        foreach ((object? key, object? value) in items)
        {
            Step();
            int scope = variables.Count;
            string[] targets = range.Collection.Variables;
            if (targets.Length == 1)
            {
                Assign(targets[0], value, range.Collection.Declares);
            }
            else if (targets.Length == 2)
            {
                Assign(targets[0], key, range.Collection.Declares);
                Assign(targets[1], value, range.Collection.Declares);
            }

            Flow flow = Run(range.Body, value);
            variables.RemoveRange(scope, variables.Count - scope);
            if (flow == Flow.Break)
            {
                return Flow.Next;
            }
        }

        return items.Count == 0 ? Run(range.Else, dot) : Flow.Next;
    }

    private static List<(object? Key, object? Value)> Items(object? collection)
    {
        List<(object?, object?)> items = [];
        switch (collection)
        {
            case null:
                break;
            case Val { Kind: ValKind.Array } array:
                for (int i = 0; i < array.Count; i++)
                {
                    items.Add(((long)i, array[i]));
                }

                break;
            case Val map:
                foreach (Val key in map.Keys)
                {
                    items.Add((TemplateValues.Key(key), map.Get(key)));
                }

                break;
            case long count when count <= MaxSteps:
                for (long i = 0; i < count; i++)
                {
                    items.Add((i, i));
                }

                break;
            default:
                throw Error($"range can't iterate over {TemplateValues.Format(collection)}");
        }

        return items;
    }

    private void Call(TemplateNode.Call call, object? dot)
    {
        if (!defined.TryGetValue(call.Name, out TemplateNode[]? body))
        {
            throw Error($"template \"{call.Name}\" not defined");
        }

        if (++calls > MaxCalls)
        {
            throw Error($"exceeded maximum template depth ({MaxCalls})");
        }

        object? argument = call.Argument is null ? null : Evaluate(call.Argument, dot);
        List<(string, object?)> outer = variables;
        variables = [("$", argument)];
        Run(body, argument);
        variables = outer;
        calls--;
    }

    private Flow InScope(Func<Flow> run)
    {
        int scope = variables.Count;
        Flow flow = run();
        variables.RemoveRange(scope, variables.Count - scope);
        return flow;
    }

    private object? Evaluate(TemplatePipeline pipeline, object? dot)
    {
        object? value = EvaluateCommands(pipeline, dot);
        foreach (string name in pipeline.Variables)
        {
            Assign(name, value, pipeline.Declares);
        }

        return value;
    }

    private object? EvaluateCommands(TemplatePipeline pipeline, object? dot)
    {
        object? value = null;
        for (int i = 0; i < pipeline.Commands.Length; i++)
        {
            Step();
            value = Command(pipeline.Commands[i], dot, i > 0, value);
        }

        return value;
    }

    private object? Command(TemplateOperand[] operands, object? dot, bool hasInput, object? input)
    {
        if (operands[0] is not TemplateOperand.Function function)
        {
            return operands.Length > 1 || hasInput
                ? throw Error($"can't give argument to non-function {operands[0].GetType().Name.ToLowerInvariant()}")
                : Operand(operands[0], dot);
        }

        if (function.Name is "and" or "or")
        {
            return ShortCircuit(function.Name == "and", operands, dot, hasInput, input);
        }

        List<object?> arguments = [.. operands.Skip(1).Select(operand => Operand(operand, dot))];
        if (hasInput)
        {
            arguments.Add(input);
        }

        return TemplateFunctions.Call(function.Name, arguments);
    }

    private object? ShortCircuit(bool isAnd, TemplateOperand[] operands, object? dot, bool hasInput, object? input)
    {
        object? value = null;
        for (int i = 1; i < operands.Length; i++)
        {
            value = Operand(operands[i], dot);
            if (TemplateValues.IsTrue(value) != isAnd)
            {
                return value;
            }
        }

        if (operands.Length == 1 && !hasInput)
        {
            throw Error($"wrong number of args for {(isAnd ? "and" : "or")}: want at least 1 got 0");
        }

        return hasInput ? input : value;
    }

    private object? Operand(TemplateOperand operand, object? dot) => operand switch
    {
        TemplateOperand.Literal literal => literal.Value,
        TemplateOperand.Field field => field.Names.Aggregate(dot, TemplateValues.Field),
        TemplateOperand.Variable variable => variable.Names.Aggregate(
            variables.FindLast(v => v.Name == variable.Name).Value, TemplateValues.Field),
        TemplateOperand.Parenthesized inner => inner.Names.Aggregate(Evaluate(inner.Pipeline, dot), TemplateValues.Field),
        TemplateOperand.Function function => TemplateFunctions.Call(function.Name, []),
        _ => throw new InvalidOperationException($"unexpected operand {operand.GetType().Name}"),
    };

    private void Assign(string name, object? value, bool declares)
    {
        if (declares)
        {
            variables.Add((name, value));
            return;
        }

        int index = variables.FindLastIndex(v => v.Name == name);
        if (index >= 0)
        {
            variables[index] = (name, value);
        }
    }

    private void Write(string text)
    {
        output.Append(text);
        if (output.Length > MaxOutput)
        {
            throw Error($"output longer than {MaxOutput} characters");
        }
    }

    private void Step()
    {
        cancellation.ThrowIfCancellationRequested();
        if (++steps > MaxSteps)
        {
            throw Error("too many steps");
        }
    }

    private static BuiltinException Error(string message) => new($"template: template: executing \"template\": {message}");
}
