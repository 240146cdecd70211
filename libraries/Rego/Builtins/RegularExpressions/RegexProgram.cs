namespace Platform.Rego.Builtins.RegularExpressions;

internal enum RegexOperation : byte
{
    Rune,
    RuneIgnoreCase,
    Set,
    Split,
    Jump,
    Save,
    Assert,
    Match,
}

/// <param name="Operation">What to do.</param>
/// <param name="Argument">The rune, the slot, the assertion or the preferred target.</param>
/// <param name="Alternative">The second target of a split.</param>
/// <param name="Members">The set to test.</param>
internal readonly record struct RegexInstruction(RegexOperation Operation, int Argument, int Alternative = 0, CharacterSet? Members = null);

/// <summary>A pattern as instructions for the <see cref="PikeMachine"/>. Slots 0 and 1 are the bounds of the whole match.</summary>
internal sealed class RegexProgram
{
    private readonly List<RegexInstruction> code = [];

    private RegexProgram()
    {
    }

    public RegexInstruction[] Code { get; private set; } = [];

    /// <summary>Whether every match must begin at the start of the text.</summary>
    public bool IsAnchored { get; private set; }

    /// <summary>Literal text that every match begins with; may be empty.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>Whether the prefix is all there is.</summary>
    public bool IsLiteral { get; private set; }

    public static RegexProgram Compile(RegexNode root)
    {
        var program = new RegexProgram { IsAnchored = StartsAnchored(root), Prefix = LiteralPrefix(root) };
        program.Emit(RegexOperation.Save, 0);
        program.Generate(root);
        program.Emit(RegexOperation.Save, 1);
        program.Emit(RegexOperation.Match, 0);
        program.Code = [.. program.code];
        // Between the slots of the match and its end.
        program.IsLiteral = program.Prefix.Length > 0 && program.Prefix.EnumerateRunes().Count() == program.Code.Length - 3;
        return program;
    }

    private static bool StartsAnchored(RegexNode node) => node switch
    {
        RegexNode.Assertion assertion => assertion.Kind == RegexAssertion.BeginText,
        RegexNode.Concatenation concatenation => concatenation.Parts.Count > 0 && StartsAnchored(concatenation.Parts[0]),
        RegexNode.Capture capture => StartsAnchored(capture.Body),
        RegexNode.Alternation alternation => alternation.Branches.All(StartsAnchored),
        _ => false,
    };

    private static string LiteralPrefix(RegexNode root)
    {
        IReadOnlyList<RegexNode> parts = root is RegexNode.Concatenation concatenation ? concatenation.Parts : [root];
        return string.Concat(parts
            .TakeWhile(part => part is RegexNode.Literal { IgnoreCase: false })
            .Select(part => ((RegexNode.Literal)part).Rune)
            .TakeWhile(rune => rune is < 0xD800 or > 0xDFFF)
            .Select(char.ConvertFromUtf32));
    }

    private int Emit(RegexOperation operation, int argument, int alternative = 0, CharacterSet? members = null)
    {
        code.Add(new RegexInstruction(operation, argument, alternative, members));
        return code.Count - 1;
    }

    private void Generate(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.Empty:
                break;
            case RegexNode.Literal { IgnoreCase: true } literal:
                Emit(RegexOperation.RuneIgnoreCase, CaseFolding.Key(literal.Rune));
                break;
            case RegexNode.Literal literal:
                Emit(RegexOperation.Rune, literal.Rune);
                break;
            case RegexNode.Set set:
                Emit(RegexOperation.Set, 0, 0, set.Members);
                break;
            case RegexNode.Assertion assertion:
                Emit(RegexOperation.Assert, (int)assertion.Kind);
                break;
            case RegexNode.Capture capture:
                Emit(RegexOperation.Save, 2 * capture.Index);
                Generate(capture.Body);
                Emit(RegexOperation.Save, 2 * capture.Index + 1);
                break;
            case RegexNode.Concatenation concatenation:
                foreach (RegexNode part in concatenation.Parts)
                {
                    Generate(part);
                }

                break;
            case RegexNode.Alternation alternation:
                CompileAlternation(alternation);
                break;
            case RegexNode.Repeat repeat:
                CompileRepeat(repeat);
                break;
            default:
                throw new InvalidOperationException($"unexpected node {node.GetType().Name}");
        }
    }

    private void CompileAlternation(RegexNode.Alternation alternation)
    {
        List<int> exits = [];
        for (int i = 0; i < alternation.Branches.Count; i++)
        {
            if (i == alternation.Branches.Count - 1)
            {
                Generate(alternation.Branches[i]);
                break;
            }

            int split = Emit(RegexOperation.Split, 0);
            Generate(alternation.Branches[i]);
            exits.Add(Emit(RegexOperation.Jump, 0));
            code[split] = new RegexInstruction(RegexOperation.Split, split + 1, code.Count);
        }

        foreach (int exit in exits)
        {
            code[exit] = new RegexInstruction(RegexOperation.Jump, code.Count);
        }
    }

    private void CompileRepeat(RegexNode.Repeat repeat)
    {
        for (int i = 0; i < repeat.Minimum - (repeat.Maximum < 0 ? 1 : 0); i++)
        {
            Generate(repeat.Body);
        }

        if (repeat.Maximum < 0)
        {
            if (repeat.Minimum > 0)
            {
                CompileOneOrMore(repeat.Body, repeat.Greedy);
            }
            else if (repeat.Body.IsNullable)
            {
                // x* as (x+)?, so that an empty first turn is preferred where x prefers it.
                int skip = Emit(RegexOperation.Split, 0);
                CompileOneOrMore(repeat.Body, repeat.Greedy);
                SetSplit(skip, skip + 1, code.Count, repeat.Greedy);
            }
            else
            {
                int loop = Emit(RegexOperation.Split, 0);
                Generate(repeat.Body);
                Emit(RegexOperation.Jump, loop);
                SetSplit(loop, loop + 1, code.Count, repeat.Greedy);
            }

            return;
        }

        // x{0,2} as (x(x)?)?
        List<int> skips = [];
        for (int i = repeat.Minimum; i < repeat.Maximum; i++)
        {
            skips.Add(Emit(RegexOperation.Split, 0));
            Generate(repeat.Body);
        }

        foreach (int skip in skips)
        {
            SetSplit(skip, skip + 1, code.Count, repeat.Greedy);
        }
    }

    private void CompileOneOrMore(RegexNode body, bool greedy)
    {
        int start = code.Count;
        Generate(body);
        int split = Emit(RegexOperation.Split, 0);
        SetSplit(split, start, code.Count, greedy);
    }

    private void SetSplit(int at, int into, int past, bool greedy) =>
        code[at] = new RegexInstruction(RegexOperation.Split, greedy ? into : past, greedy ? past : into);
}
