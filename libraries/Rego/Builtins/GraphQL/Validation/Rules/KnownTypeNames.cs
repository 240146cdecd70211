namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Variables and fragments name types of the schema.</summary>
internal sealed class KnownTypeNames : ValidationRule
{
    public override void Variable(QueryWalker walker, VariableDefinition variable)
    {
        string name = variable.Type.Name;
        if (walker.Schema.Type(name) is null)
        {
            walker.Report(variable.Position, $"Unknown type \"{name}\".");
        }
    }

    public override void InlineFragment(QueryWalker walker, InlineFragment fragment)
    {
        if (fragment.TypeCondition.Length > 0 && walker.Schema.Type(fragment.TypeCondition) is null)
        {
            walker.Report(fragment.Position, $"Unknown type \"{fragment.TypeCondition}\".");
        }
    }

    public override void Fragment(QueryWalker walker, FragmentDefinition fragment)
    {
        if (walker.Schema.Type(fragment.TypeCondition) is null)
        {
            string suggestion = Suggestions.DidYouMean("Did you mean", fragment.TypeCondition, walker.Schema.Types.Keys);
            walker.Report(fragment.Position, $"Unknown type \"{fragment.TypeCondition}\".{suggestion}");
        }
    }
}
