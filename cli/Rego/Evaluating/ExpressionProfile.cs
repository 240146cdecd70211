using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>What the expressions of one place cost.</summary>
internal sealed record ProfiledExpression(string File, int Row, int Col, long Nanoseconds, long Evaluations)
{
    public JsonObject Json() => new()
    {
        ["total_time_ns"] = Nanoseconds,
        ["num_eval"] = Evaluations,
        ["location"] = new JsonObject { ["file"] = File, ["row"] = Row, ["col"] = Col },
    };

    public string[] Cells() => [$"{(Nanoseconds / 1_000.0).ToString("0.###", CultureInfo.InvariantCulture)}µs", Evaluations.ToString(CultureInfo.InvariantCulture), $"{File}:{Row}"];
}

/// <summary>Adds up time and evaluations by the place of the expression that is being evaluated; what a called rule costs is that rule's.</summary>
internal sealed class ExpressionProfile(IReadOnlyList<string> files)
{
    private readonly Dictionary<(int File, int Row, int Col), (long Ticks, long Count)> places = [];
    private readonly Stack<(int File, int Row, int Col)> callers = new();
    private (int File, int Row, int Col) current;
    private long since = Stopwatch.GetTimestamp();

    public IReadOnlyList<ProfiledExpression> Report(int most)
    {
        Move(default);
        return [.. places
            .Where(place => place.Key.Row > 0 && place.Value.Count > 0)
            .Select(place => new ProfiledExpression(
                (uint)place.Key.File < (uint)files.Count ? files[place.Key.File] : "", place.Key.Row, place.Key.Col,
                (long)(place.Value.Ticks * (1e9 / Stopwatch.Frequency)), place.Value.Count))
            .OrderByDescending(one => one.Nanoseconds)
            .Take(most > 0 ? most : int.MaxValue)];
    }

    private void Move((int File, int Row, int Col) to)
    {
        var now = Stopwatch.GetTimestamp();
        var (ticks, count) = places.GetValueOrDefault(current);
        places[current] = (ticks + now - since, count);
        (current, since) = (to, now);
    }

    /// <summary>Tells a profile what an evaluation does.</summary>
    internal readonly struct Observer(ExpressionProfile profile) : IEvaluationObserver
    {
        public void Enter(string function) => profile.callers.Push(profile.current);

        public void Exit(string function, Val result) => profile.Move(profile.callers.Pop());

        public void BeginBody()
        {
        }

        public void Statement(Location at, StatementRole role)
        {
            var place = (at.File, at.Row, at.Col);
            if (role == StatementRole.Housekeeping || at.Row <= 0 || place == profile.current)
                return;
            profile.Move(place);
            var (ticks, count) = profile.places.GetValueOrDefault(place);
            profile.places[place] = (ticks, count + 1);
        }

        public void Called(string builtin, ReadOnlySpan<Val> operands, Val result, Location at)
        {
        }

        public void Undefined(Location at, Val left, Val right)
        {
        }
    }
}
