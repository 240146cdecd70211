using System.Text;
using System.Text.Json;
using Platform.Rego.Bundles;
using Platform.Rego.Values;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// What a revision takes out of its decision logs: <c>data.system.log.mask</c>, a set of JSON pointers to erase and of
/// <c>{"op": "remove" | "upsert", "path", "value"}</c>, as in OPA. A mask that is missing, fails or says anything else erases the whole input and result.
/// </summary>
internal sealed class LogMask
{
    private const string Rule = "data.system.log.mask";
    private static readonly EvaluationLimits Limits = new() { MaxInstructions = 1_000_000 };

    private readonly PreparedQuery? query;

    private LogMask(PreparedQuery? query) => this.query = query;

    /// <summary>Erases everything.</summary>
    public static LogMask Everything { get; } = new(null);

    /// <exception cref="BundleRefusedException">The mask does not compile.</exception>
    public static LogMask Of(Bundle bundle)
    {
        var modules = bundle.Modules.Select(file => new RegoModule(file.Key, Encoding.UTF8.GetString(file.Value.Span)))
            .Where(module => module.Source.Contains("package system.log", StringComparison.Ordinal)).ToArray();
        try
        {
            return modules.Length == 0 ? Everything : new(RegoPolicy.Compile(modules).Prepare(Rule));
        }
        catch (RegoCompileException e)
        {
            throw new BundleRefusedException(BundleRefusal.Content, $"the mask of the decision log does not compile: {e.Message}", e);
        }
    }

    /// <summary>Masks the input and the result of an event.</summary>
    /// <param name="logged">An object with <c>input</c> and <c>result</c>.</param>
    /// <param name="pseudonymKey">What the policy finds in <c>opa.runtime().pseudonym_key</c>.</param>
    public MaskedEvent Apply(Val logged, string pseudonymKey)
    {
        try
        {
            var runtime = Val.ObjectOf(("pseudonym_key", Val.From(pseudonymKey)));
            var mask = query?.Evaluate(logged, new EvaluationOptions { Limits = Limits, Runtime = runtime }) ?? Val.Undefined;
            return mask.Kind is ValKind.Set ? Change(logged, mask) : Nothing;
        }
        catch (Exception e) when (e is RegoEvaluationException or RegoLimitException or FormatException)
        {
            return Nothing;
        }
    }

    private static MaskedEvent Nothing => new(RObj.Empty, ["/input", "/result"], []);

    private static MaskedEvent Change(Val logged, Val mask)
    {
        List<string> erased = [], masked = [];
        foreach (var entry in mask.Items)
        {
            var (pointer, value) = entry.Kind switch
            {
                ValKind.String => (entry.AsString(), Val.Undefined),
                ValKind.Object when entry["op"] == Val.From("remove") && entry["path"].Kind == ValKind.String => (entry["path"].AsString(), Val.Undefined),
                ValKind.Object when entry["op"] == Val.From("upsert") && entry["path"].Kind == ValKind.String && entry["value"].IsDefined => (entry["path"].AsString(), entry["value"]),
                _ => throw new FormatException("the mask holds something else than pointers and operations"),
            };
            if (pointer is not ("/input" or "/result") && !pointer.StartsWith("/input/", StringComparison.Ordinal) && !pointer.StartsWith("/result/", StringComparison.Ordinal))
            {
                throw new FormatException("the mask points outside of input and result");
            }

            logged = At(logged, pointer.Split('/')[1..], value);
            (value.IsDefined ? masked : erased).Add(pointer);
        }

        return new(logged, erased, masked);
    }

    private static Val At(Val document, ReadOnlySpan<string> path, Val value)
    {
        if (path.IsEmpty)
        {
            return value;
        }

        var name = path[0].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        if (document.Kind == ValKind.Array)
        {
            var items = new ArrayBuilder();
            for (var at = 0; at < document.Count; at++)
            {
                var here = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{at}") == name;
                items.Add(here ? At(document[at], path[1..], value) is { IsDefined: true } changed ? changed : Val.Null : document[at]);
            }

            return items.Build();
        }

        if (document.Kind != ValKind.Object)
        {
            return document;
        }

        var members = new ObjectBuilder();
        foreach (var key in document.Keys)
        {
            members.Set(key, key == Val.From(name) ? At(document.Get(key), path[1..], value) : document.Get(key));
        }

        return members.Build();
    }
}

/// <summary>An event after masking.</summary>
/// <param name="Event">With <c>input</c> and <c>result</c>, unless they were erased.</param>
/// <param name="Erased">Pointers of what was taken out.</param>
/// <param name="Masked">Pointers of what was replaced.</param>
internal sealed record MaskedEvent(Val Event, IReadOnlyList<string> Erased, IReadOnlyList<string> Masked)
{
    public JsonElement? Member(string name) => Event[name] is { IsDefined: true } value ? Parse(value) : null;

    private static JsonElement Parse(Val value)
    {
        using var document = JsonDocument.Parse(value.ToJson());
        return document.RootElement.Clone();
    }
}
