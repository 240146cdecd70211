using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>
/// Looks for the smallest change of an input that permits, by level: all changes of one value first, then further edits of those that left the least
/// to fail. A change counts only when its input was evaluated and permitted, and does not without any one of its edits.
/// </summary>
/// <param name="evaluate">Evaluates the rule that was asked for.</param>
/// <param name="analyse">Follows an input.</param>
/// <param name="options">The limits.</param>
internal sealed class FlipSearch(Func<Val, Val> evaluate, Func<Val, DecisionPath> analyse, WhyOptions options)
{
    private const int Width = 10;
    private const int MostScored = 150;
    private const int MostOfAShape = 2;

    private readonly Dictionary<string, int> _shapes = new(StringComparer.Ordinal);
    private readonly HashSet<Val> _seen = [];
    private readonly List<Flip> _flips = [];
    private int _evaluations;
    private string? _exhausted;

    public (IReadOnlyList<Flip> Flips, WhySearch Search) Run(Val input, CancellationToken ct)
    {
        _seen.Add(input);
        List<Node> level = [new([], input, analyse(input))];
        for (var size = 1; size <= options.MaxEdits && _flips.Count == 0 && level.Count > 0; size++)
        {
            var tried = level.SelectMany(node => Try(node, input, ct)).ToList();
            if (_exhausted is not null || size == options.MaxEdits)
            {
                break;
            }

            level = [.. tried.Take(MostScored).Select(node => node with { Way = analyse(node.Input) }).OrderBy(node => node.Missing).Take(Width)];
        }

        return (_flips, new WhySearch(_evaluations, _flips.Count > 0 ? null : _exhausted ?? (options.MaxEdits == 0 ? null : $"changes of more than {options.MaxEdits} values were not tried")));
    }

    private List<Node> Try(Node node, Val original, CancellationToken ct)
    {
        var further = new List<Node>();
        foreach (var edit in node.Way!.Candidates.SelectMany(candidate => candidate.Leaves).SelectMany(leaf => EditProposals.For(node.Way.Analysis, leaf)))
        {
            ct.ThrowIfCancellationRequested();
            if (_flips.Count >= options.MaxFlips)
            {
                break;
            }

            if (IsFixed(edit))
            {
                continue;
            }

            var changed = edit.Apply(node.Input);
            if (!_seen.Add(changed))
            {
                continue;
            }

            if (_evaluations >= options.MaxEvaluations)
            {
                _exhausted = $"{options.MaxEvaluations} inputs were tried";
                break;
            }

            InputEdit[] edits = [.. node.Edits, edit];
            var result = Evaluate(changed);
            if (options.Permits(result))
            {
                // Of changes that differ in their values only, two show what kind of value it takes.
                var shape = string.Join(' ', edits.Select(e => $"{e.Kind} {e.Pointer}").Order(StringComparer.Ordinal));
                if (_shapes.GetValueOrDefault(shape) >= MostOfAShape)
                {
                    continue;
                }

                if (edits.Length == 1 || edits.All(left => !options.Permits(Evaluate(Apply(original, edits.Where(other => other != left))))))
                {
                    _shapes[shape] = _shapes.GetValueOrDefault(shape) + 1;
                    _flips.Add(new Flip(edits, result));
                }
            }
            else
            {
                further.Add(new Node(edits, changed, null));
            }
        }

        return further;
    }

    private Val Evaluate(Val input)
    {
        _evaluations++;
        try
        {
            return evaluate(input);
        }
        catch (RegoEvaluationException e) when (e.Code != EvaluationErrorCode.Cancel)
        {
            // Conflicting rules permit nothing.
            return Val.Undefined;
        }
    }

    private static Val Apply(Val input, IEnumerable<InputEdit> edits) => edits.Aggregate(input, (document, edit) => edit.Apply(document));

    private bool IsFixed(InputEdit edit)
    {
        var path = string.Join('.', edit.Path.Select(part => part.Kind == ValKind.String ? part.AsString() : part.ToString()));
        return options.Fixed.Any(kept => path == kept || path.StartsWith(kept + ".", StringComparison.Ordinal) || kept.StartsWith(path + ".", StringComparison.Ordinal) || path.Length == 0);
    }

    private sealed record Node(IReadOnlyList<InputEdit> Edits, Val Input, DecisionPath? Way)
    {
        public int Missing => Way!.Candidates.Count == 0 ? int.MaxValue : Way.Candidates[0].Missing;
    }
}
