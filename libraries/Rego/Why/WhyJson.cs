using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>An answer for programs. Values that are undefined are left out.</summary>
internal static class WhyJson
{
    public static Val Of(WhyAnswer answer) => new ObjectBuilder()
        .Set("reference", answer.Reference)
        .Set("permitted", answer.Permitted)
        .Set("result", answer.Result)
        .Set("decided", Each(answer.Decided, body => new ObjectBuilder().Set("rule", body.Rule).Set("title", body.Title).Set("file", body.File).Set("row", body.Row).Set("text", body.Text)))
        .Set("candidates", Each(answer.Candidates, Candidate))
        .Set("flips", Each(answer.Flips, flip => new ObjectBuilder().Set("edits", Each(flip.Edits, Edit)).Set("result", flip.Result)))
        .Set("search", new ObjectBuilder().Set("evaluations", answer.Search.Evaluations).Set("exhausted", Val.From(answer.Search.Exhausted)).Build())
        .Build();

    private static ObjectBuilder Candidate(CandidateBody body) => new ObjectBuilder()
        .Set("rule", body.Rule).Set("file", body.File).Set("row", body.Row).Set("text", body.Text)
        .Set("held", Texts(body.Held))
        .Set("failing", Each(body.Failing, Failing))
        .Set("notReached", Texts(body.NotReached));

    private static ObjectBuilder Failing(FailingExpression failing) => new ObjectBuilder()
        .Set("rule", failing.Rule).Set("file", failing.File).Set("row", failing.Row).Set("col", failing.Col).Set("text", failing.Text)
        .Set("operands", Each(failing.Operands, operand => new ObjectBuilder().Set("text", operand.Text).Set("value", operand.Value)))
        .Set("asked", Texts(failing.Asked));

    private static ObjectBuilder Edit(InputEdit edit) => new ObjectBuilder()
        .Set("op", edit.Kind.ToString().ToLowerInvariant()).Set("path", edit.Pointer).Set("value", edit.Value);

    private static Val Texts(IEnumerable<string> texts) => Val.ArrayOf([.. texts.Select(Val.From)]);

    private static Val Each<T>(IEnumerable<T> items, Func<T, ObjectBuilder> json) => Val.ArrayOf([.. items.Select(item => Val.From(json(item).Build()))]);
}
