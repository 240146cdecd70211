using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

/// <summary>Anything in the syntax tree. Nodes are immutable; passes build new ones.</summary>
internal abstract record Node(SourceSpan Span);
