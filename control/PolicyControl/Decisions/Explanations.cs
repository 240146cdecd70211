using System.Text;
using System.Text.Json.Nodes;
using Platform.PolicyControl.Publishing;
using Platform.PolicyControl.Revisions;
using Platform.Rego;
using Platform.Rego.AspNetCore;
using Platform.Rego.Bundles;
using Platform.Rego.Values;
using Platform.Rego.Why;

namespace Platform.PolicyControl.Decisions;

/// <summary>Explains logged decisions by the revision that made them, from the input that the log kept.</summary>
internal sealed class Explanations(RevisionLog revisions, Publisher publisher) : IDisposable
{
    private const string Reference = "data.platform.decision";
    private const int Kept = 4;

    private readonly SemaphoreSlim one = new(1);
    private readonly List<(string Revision, WhyNot Why)> prepared = [];

    /// <summary>Explains one decision. What cannot be explained says so in the note.</summary>
    public async Task<Explained> OfAsync(DecisionEvent decision, string revision, CancellationToken cancellation)
    {
        var note = decision.Masked.Count + decision.Erased.Count > 0
            ? $"Masked where it was decided, so a pseudonym or nothing stands there: {string.Join(", ", decision.Masked.Concat(decision.Erased).Order(StringComparer.Ordinal))}."
            : "";
        if (decision.Input is not { } input)
        {
            return new("", null, $"The input was not kept, so the decision cannot be made again. {note}");
        }

        if (decision.Error is { } error)
        {
            return new("", null, $"The enforcement point denied before or after the policy: {error}. {note}");
        }

        await one.WaitAsync(cancellation);
        try
        {
            if (Prepare(revision) is not { } why)
            {
                return new("", null, $"Revision {revision} is not one of this control plane. {note}");
            }

            // On a thread of its own: an explanation takes long beside a request.
            var answer = await Task.Run(() => why.Ask(Val.Parse(input.GetRawText()), ct: cancellation), cancellation);
            var logged = decision.Result is { } result ? Val.Parse(result.GetRawText()) : Val.Undefined;
            if (answer.Permitted != logged["allow"].IsTrue || answer.Result["reasons"] != logged["reasons"])
            {
                note = $"Made again from the masked input, the decision is another one: a policy reads what was masked. {note}";
            }

            return new(answer.ToString(), JsonNode.Parse(answer.ToJson().ToJson()), note);
        }
        catch (RegoEvaluationException e) when (!cancellation.IsCancellationRequested)
        {
            return new("", null, $"Revision {revision} cannot evaluate this input: {e.Message} {note}");
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private WhyNot? Prepare(string revision)
    {
        if (prepared.Find(known => known.Revision == revision).Why is { } there)
        {
            return there;
        }

        if (revisions.Revisions.LastOrDefault(known => known.Name == revision) is not { } found || publisher.Archive(found.Digest) is not { } archive)
        {
            return null;
        }

        var bundle = BundleArchive.Read(archive);
        var modules = bundle.Modules.Select(file => new RegoModule(file.Key, Encoding.UTF8.GetString(file.Value.Span)));
        var why = WhyNot.Of(RegoPolicy.Compile(modules, BundleData.Of(bundle)), Reference);
        prepared.Add((revision, why));
        if (prepared.Count > Kept)
        {
            prepared.RemoveAt(0);
        }

        return why;
    }
}

/// <summary>An explanation.</summary>
/// <param name="Text">For people; empty where there is none.</param>
/// <param name="Answer">For programs; null where there is none.</param>
/// <param name="Note">What the reader should know of the input, or why there is no explanation.</param>
internal sealed record Explained(string Text, JsonNode? Answer, string Note);
