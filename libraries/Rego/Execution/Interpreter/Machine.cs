using System.Diagnostics;
using Platform.Rego.Builtins;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>
/// Executes linked functions. A block returns <see cref="FellThrough"/>, or how many blocks around it end too: a statement that is
/// undefined ends its own block with 0, and each nesting statement passes on one less than its block returned.
/// </summary>
/// <remarks>Runs any number of evaluations, one at a time; one that failed leaves it unusable. Between two it holds nothing of either.</remarks>
internal sealed partial class Machine<TObserver> where TObserver : struct, IEvaluationObserver
{
    private const int FellThrough = -1;
    private const int Undefined = 0;
    private const int Returned = int.MaxValue;
    private const int SkipLookup = 3;
    private const int CostOfComposite = 4;

    private readonly Val[] _constants;
    private readonly Meter _meter = new();
    private readonly Memo[] _memo;
    private readonly int[] _memorised;
    private readonly Val[]?[] _frames;
    private readonly ResultSet _results = new();
    private readonly BuiltinErrors _errors;
    private EvaluationOptions _options = EvaluationOptions.Default;
    private CancellationToken _cancellation;
    private BuiltinContext? _context;
    private TObserver _observer;
    private Val _returned;
    private int _epoch = 1;
    private int _lastEpoch = 1;
    private int _memorisedCount;
    private int _depth;
    private int _nesting;
    private Location _at;
    private bool _functionIsUser;

    internal Machine(PolicyProgram program, TObserver observer)
    {
        Program = program;
        _constants = program.Constants;
        _observer = observer;
        _memo = new Memo[program.FunctionCount];
        _memorised = new int[program.FunctionCount];
        _frames = new Val[]?[program.FunctionCount];
        _errors = new BuiltinErrors(program);
    }

    internal PolicyProgram Program { get; }

    private BuiltinContext Context => _context ??= new BuiltinContext
    {
        Cancellation = _cancellation,
        Clock = _options.Clock,
        Random = _options.Random,
        Runtime = _options.Runtime,
        Print = _options.Print,
        Trace = _options.Trace,
        TestCase = _options.TestCase,
        Services = _options.Services,
        Files = Program.Files,
        Meter = units =>
        {
            _meter.Work(units);
            _meter.Elements(units / 16);
        },
    };

    /// <summary>Runs a plan; the results are those of <see cref="ResultSet"/> until <see cref="Forget"/>.</summary>
    internal ResultSet Run(Function plan, Val input, Val data, EvaluationOptions options, CancellationToken cancellation)
    {
        Begin(options, cancellation);
        input.Freeze();
        data.Freeze();
        try
        {
            if (typeof(TObserver) == typeof(NoObserver) && plan.OnlyCalls is { } rule)
            {
                Only(rule, input, data);
            }
            else
            {
                var frame = Frame(plan);
                frame[0] = input;
                frame[1] = data;
                Blocks(plan, frame);
                Leave(plan, frame);
            }
        }
        catch (OperationCanceledException e) when (_cancellation.IsCancellationRequested)
        {
            throw Error(EvaluationErrorCode.Cancel, "caller cancelled query execution", e);
        }
        catch (HaltException e)
        {
            throw Error(e.Code, e.Message, e);
        }
        catch (ValueLimitException e)
        {
            throw new RegoLimitException(RegoLimit.Value, e.Message, File(_at), _at.Row, e);
        }
        catch (InsufficientExecutionStackException e)
        {
            throw new RegoLimitException(RegoLimit.CallDepth, "the stack of the thread is used up", File(_at), _at.Row, e);
        }

        // As OPA does, only now: a conflict found later is the graver error.
        return _options.StrictBuiltinErrors && _errors.All.Count > 0 ? throw _errors.All[0] : _results;
    }

    internal IReadOnlyList<RegoEvaluationException> BuiltinErrors => _errors.All;

    /// <summary>Lets go of everything that the evaluation has left.</summary>
    internal void Forget()
    {
        Debug.Assert(_depth == 0 && _nesting == 0, "an evaluation that ended has left all that it had entered");
        for (var i = 0; i < _memorisedCount; i++)
        {
            _memo[_memorised[i]] = default;
        }

        _memorisedCount = 0;
        _lastEpoch = _epoch = 1;
        _at = default;
        _results.Clear();
        _errors.Clear();
        _context?.Forget();
    }

    // The first call of an evaluation: what there is to know of the rule nobody knows yet, or asks for again.
    private void Only(Function rule, Val input, Val data)
    {
        var frame = Enter(rule, default);
        frame[0] = input;
        frame[1] = data;
        var value = Finish(rule, frame);
        if (value.IsDefined)
        {
            _results.Add(value);
        }
    }

    private void Begin(EvaluationOptions options, CancellationToken cancellation)
    {
        _meter.Reset(options.Limits, cancellation);
        if (!ReferenceEquals(options, _options))
        {
            _options = options;
            _context = null;
        }

        _cancellation = cancellation;
        _context?.Begin(cancellation);
    }

    private string File(Location at) => (uint)at.File < (uint)Program.Files.Length ? Program.Files[at.File] : "";

    private RegoEvaluationException Error(string code, string reason, Exception? inner = null, Location? at = null)
    {
        var place = at ?? _at;
        return new RegoEvaluationException(code, reason, place.Row > 0 ? File(place) : "", place.Row, inner);
    }
}
