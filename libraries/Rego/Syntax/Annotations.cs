using Platform.Rego.Text;
using System.Collections.Immutable;

namespace Platform.Rego.Syntax;

/// <summary>A METADATA block. The fields are terms, so that <c>rego.metadata.*</c> can become constants.</summary>
/// <param name="Scope">package, subpackages, document or rule; by position when not given.</param>
/// <param name="Fields">Name → constant term, as written.</param>
/// <param name="EndRow">The last row of the block.</param>
internal sealed record Annotations(SourceSpan Span, string Scope, ImmutableSortedDictionary<string, Term> Fields, int EndRow) : Node(Span)
{
    public bool Entrypoint => Fields.TryGetValue("entrypoint", out var term) && term is BooleanTerm { Value: true };
}
