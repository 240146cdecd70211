using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>
/// The events of an evaluation as lines in the form of OPA's trace: entering a rule, evaluating an expression, failing, leaving. A plan has no redo
/// and no index events, so there are none.
/// </summary>
/// <param name="files">The names of the plan's source files.</param>
/// <param name="sources">The texts by file name.</param>
/// <param name="withValues">Adds what was compared, or called with what result, to the lines.</param>
internal sealed class EvaluationTrace(IReadOnlyList<string> files, IReadOnlyDictionary<string, string> sources, bool withValues)
{
    public static readonly string[] Modes = ["off", "rules", "notes", "fails", "full", "debug"];

    private const int MostEvents = 100_000;
    private const int PlaceWidth = 24;

    private readonly Dictionary<string, string[]> lines = sources.ToDictionary(source => source.Key, source => source.Value.Split('\n'), StringComparer.Ordinal);
    private readonly List<Event> events = [];
    private readonly bool showsValues = withValues;
    private readonly Stack<int> open = new();
    private (int Row, int Col, int File) current;

    private enum Kind
    {
        Enter,
        Eval,
        Call,
        Fail,
        Exit,
        Note,
    }

    /// <summary>A note of the policy's <c>trace</c> calls.</summary>
    public void Note(string text) => Add(Kind.Note, $"\"{text}\"");

    /// <summary>The lines of a mode: everything, or what leads to notes or failures.</summary>
    public IEnumerable<string> Lines(string mode)
    {
        var wanted = mode switch
        {
            "notes" => Leading(Kind.Note),
            "fails" => Leading(Kind.Fail),
            _ => events.Where(one => mode == "debug" || one.Kind != Kind.Call),
        };
        return wanted.Select(one => $"{one.Place.PadRight(PlaceWidth)} {string.Concat(Enumerable.Repeat("| ", one.Depth))}{one.Kind} {one.Text}");
    }

    private IEnumerable<Event> Leading(Kind kind)
    {
        var kept = new HashSet<int>();
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Kind == kind)
            {
                for (var at = i; at >= 0 && kept.Add(at); at = events[at].Parent)
                {
                    // The rules that were being evaluated stay, so that a note has its place.
                }
            }
        }
        return events.Where((_, index) => kept.Contains(index));
    }

    private void Add(Kind kind, string text)
    {
        if (events.Count < MostEvents)
            events.Add(new Event(kind, text, Place(), open.Count, open.TryPeek(out var parent) ? parent : -1));
    }

    private string File => (uint)current.File < (uint)files.Count ? files[current.File] : "";

    private string Place() => current.Row == 0 ? "query:1" : $"{(File == "<query>" ? "query" : File)}:{current.Row}";

    private string Source() => lines.TryGetValue(File, out var text) && current.Row >= 1 && current.Row <= text.Length ? text[current.Row - 1].Trim() : "the query";

    private static string NameOf(string function) => function.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && function[0] == 'g' ? function[(dot + 1)..] : function;

    private sealed record Event(Kind Kind, string Text, string Place, int Depth, int Parent);

    /// <summary>Tells a trace what an evaluation does.</summary>
    internal readonly struct Observer(EvaluationTrace trace) : IEvaluationObserver
    {
        public void Enter(string function)
        {
            trace.Add(Kind.Enter, NameOf(function));
            trace.open.Push(trace.events.Count - 1);
        }

        public void Exit(string function, Val result)
        {
            trace.open.TryPop(out _);
            trace.Add(result.IsUndefined ? Kind.Fail : Kind.Exit, trace.showsValues && result.IsDefined ? $"{NameOf(function)} = {result}" : NameOf(function));
        }

        public void BeginBody()
        {
        }

        public void Statement(Location at, StatementRole role)
        {
            if (role != StatementRole.Expression || at.Row <= 0 || (at.Row, at.Col, at.File) == trace.current)
                return;
            trace.current = (at.Row, at.Col, at.File);
            trace.Add(Kind.Eval, trace.Source());
        }

        public void Called(string builtin, ReadOnlySpan<Val> operands, Val result, Location at)
        {
            trace.Add(Kind.Call, $"{builtin}({string.Join(", ", operands.ToArray())}) is {(result.IsUndefined ? "undefined" : result.ToString())}");
        }

        public void Undefined(Location at, Val left, Val right)
        {
            if (at.Row <= 0 || (at.Row, at.Col, at.File) != trace.current)
                return;
            trace.Add(Kind.Fail, trace.showsValues && left.IsDefined && right.IsDefined ? $"{trace.Source()} {{{left} against {right}}}" : trace.Source());
        }
    }
}
