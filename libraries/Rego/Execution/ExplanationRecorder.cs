using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>Follows the events of an evaluation and keeps, per body, the expression that failed furthest into it.</summary>
/// <param name="files">The names of the source files.</param>
/// <param name="sources">The lines of the sources by file name; may lack some.</param>
internal sealed class ExplanationRecorder(string[] files, IReadOnlyDictionary<string, string[]> sources)
{
    /// <summary>A rule that loops over large data would otherwise make an endless explanation.</summary>
    private const int MostRules = 10_000;

    private const int MostDetail = 200;

    private readonly Stack<Frame> _frames = new([new Frame("")]);
    private int _rules;

    internal IReadOnlyList<RuleExplanation> Rules => [.. _frames.Peek().Bodies.SelectMany(b => b.Rules)];

    private Frame Top => _frames.Peek();

    internal void Enter(string function) => _frames.Push(new Frame(function));

    internal void Exit(Val value)
    {
        var frame = _frames.Pop();
        if (++_rules > MostRules)
        {
            return;
        }

        // Bodies that stand nowhere only pass on the result; those in the first place are what the author wrote.
        var bodies = frame.Bodies
            .Where(b => b.Touched)
            .Select(Explain)
            .OrderByDescending(b => b.Completed).ThenByDescending(b => b.Satisfied)
            .ToList();
        Top.Body.Rules.Add(new RuleExplanation(NameOf(frame.Function), value, bodies));
    }

    internal void BeginBody() => Top.Bodies.Add(new Body());

    internal void Statement(Location at, bool isHead)
    {
        var body = Top.Body;
        body.Touched = true;
        body.Completed |= isHead;
        if (body.Places.Add((at.Row, at.Col)) || IsAfter(at, body.Last))
        {
            body.Last = at;
        }
    }

    internal void Called(string builtin, ReadOnlySpan<Val> operands, Val result, Location at)
    {
        var body = Top.Body;
        body.CallAt = at;
        body.Call = Short($"{builtin}({string.Join(", ", operands.ToArray())}) is {(result.IsUndefined ? "undefined" : result.ToString())}");
    }

    internal void Undefined(Location at, Val left, Val right)
    {
        var body = Top.Body;
        if (body.FailedAt is { } failed && IsAfter(failed, at))
        {
            return;
        }

        body.FailedAt = at;
        body.Detail = body.CallAt == at && body.Call.Length > 0 ? body.Call
            : left.IsDefined && right.IsDefined ? Short($"{left} against {right}")
            : "undefined";
    }

    private BodyExplanation Explain(Body body)
    {
        var at = body.Completed ? body.Last : body.FailedAt ?? body.Last;
        var file = (uint)at.File < (uint)files.Length ? files[at.File] : "";
        var source = sources.TryGetValue(file, out var lines) && at.Row >= 1 && at.Row <= lines.Length ? lines[at.Row - 1].Trim() : "";
        var satisfied = body.Places.Count(p => p.Row < at.Row || (p.Row == at.Row && p.Col < at.Col));
        return new BodyExplanation(body.Completed, file, at.Row, at.Col, source, body.Completed ? "" : body.Detail, satisfied, body.Rules);
    }

    private static bool IsAfter(Location at, Location other) => at.Row > other.Row || (at.Row == other.Row && at.Col > other.Col);

    /// <summary><c>g0.data.app.allow</c> is <c>data.app.allow</c> to everybody but the planner.</summary>
    private static string NameOf(string function)
    {
        var dot = function.IndexOf('.');
        return dot > 0 && function[0] == 'g' && function.AsSpan(1, dot - 1).IndexOfAnyExceptInRange('0', '9') < 0 ? function[(dot + 1)..] : function;
    }

    private static string Short(string text) => text.Length <= MostDetail ? text : text[..MostDetail] + "…";

    private sealed class Frame(string function)
    {
        internal string Function { get; } = function;

        internal List<Body> Bodies { get; } = [new Body()];

        internal Body Body => Bodies[^1];
    }

    private sealed class Body
    {
        internal bool Touched { get; set; }

        internal bool Completed { get; set; }

        internal Location Last { get; set; }

        internal Location? FailedAt { get; set; }

        internal Location CallAt { get; set; }

        internal string Call { get; set; } = "";

        internal string Detail { get; set; } = "";

        internal HashSet<(int Row, int Col)> Places { get; } = [];

        internal List<RuleExplanation> Rules { get; } = [];
    }
}
