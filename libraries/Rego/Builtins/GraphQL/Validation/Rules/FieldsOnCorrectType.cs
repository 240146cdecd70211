namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A field must be defined by the type it is selected on.</summary>
internal sealed class FieldsOnCorrectType : ValidationRule
{
    public override void Field(QueryWalker walker, Field field)
    {
        if (field.ObjectDefinition is not { } parent || field.Definition is not null)
        {
            return;
        }

        string message = $"Cannot query field \"{field.Name}\" on type \"{parent.Name}\".";
        string[] types = TypesWith(walker, parent, field.Name);
        if (types.Length > 0)
        {
            message += $" Did you mean to use an inline fragment on {Suggestions.OrList(types.Select(t => $"\"{t}\""))}?";
        }
        else if (parent.Kind is Definition.Object or Definition.Interface)
        {
            message += Suggestions.DidYouMean("Did you mean", field.Name, parent.Fields.Select(f => f.Name));
        }

        walker.Report(field.Position, message);
    }

    /// <summary>Interfaces first, those implemented most often before others.</summary>
    private static string[] TypesWith(QueryWalker walker, Definition parent, string field)
    {
        if (!parent.IsAbstract)
        {
            return [];
        }

        Definition[] objects = [.. walker.Schema.PossibleTypes(parent.Name).Where(type => type.FieldNamed(field) is not null)];
        Dictionary<string, int> uses = objects
            .SelectMany(type => type.Interfaces)
            .Where(name => walker.Schema.Type(name)?.FieldNamed(field) is not null)
            .GroupBy(name => name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return [.. uses.Keys.Concat(objects.Select(type => type.Name))
            .OrderByDescending(name => uses.GetValueOrDefault(name)).ThenBy(name => name, StringComparer.Ordinal)];
    }
}
