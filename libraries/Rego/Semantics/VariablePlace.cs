using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Semantics;

/// <summary>Finds where a head mentions a variable first.</summary>
internal sealed class VariablePlace(string name) : SyntaxRewriter
{
    private SourceSpan? _found;

    public SourceSpan? In(RuleHead head)
    {
        Head(head);
        return _found;
    }

    public override Term Variable(VarTerm variable)
    {
        if (variable.Name == name)
        {
            _found ??= variable.Span;
        }

        return variable;
    }
}
