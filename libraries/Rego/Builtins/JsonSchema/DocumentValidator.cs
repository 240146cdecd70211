using System.Globalization;
using System.Numerics;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>Validates a document by a compiled schema, with the issues that github.com/xeipuuv/gojsonschema reports.</summary>
internal sealed class DocumentValidator
{
    private const int MaxDepth = 1500;
    private const int MaxSteps = 5_000_000;

    private readonly CancellationToken cancellation;
    private int depth;
    private int steps;

    private DocumentValidator(CancellationToken cancellation) => this.cancellation = cancellation;

    /// <exception cref="BuiltinException">The schema refers to itself without end.</exception>
    public static IReadOnlyList<SchemaIssue> Validate(SchemaNode schema, Val document, CancellationToken cancellation)
    {
        var outcome = new SchemaOutcome();
        new DocumentValidator(cancellation).Check(schema, document, outcome, SchemaPath.Root);
        return outcome.Issues;
    }

    private SchemaOutcome Try(SchemaNode schema, Val value, SchemaPath path)
    {
        var outcome = new SchemaOutcome();
        Check(schema, value, outcome, path);
        return outcome;
    }

    private void Check(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        if (++depth > MaxDepth || ++steps > MaxSteps)
        {
            throw new BuiltinException("schema needs too many steps: does it refer to itself?");
        }

        cancellation.ThrowIfCancellationRequested();
        CheckHere(schema, value, outcome, path);
        depth--;
    }

    private void CheckHere(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        if (schema.Always is { } always)
        {
            if (!always)
            {
                outcome.Report("false", path, "False always fails validation");
            }

            return;
        }

        if (schema.Reference is not null)
        {
            Check(schema.Reference, value, outcome, path);
            return;
        }

        string given = TypeOf(value);
        bool typeFits = schema.Types.Count == 0 || schema.Types.Contains(given) || given == "integer" && schema.Types.Contains("number");
        if (!typeFits)
        {
            string expected = schema.Types.Count == 1 ? schema.Types[0] : $"[{string.Join(',', schema.Types)}]";
            outcome.Report("invalid_type", path, $"Invalid type. Expected: {expected}, given: {given}");
            return;
        }

        Combinations(schema, value, outcome, path);
        switch (value.Kind)
        {
            case ValKind.Number:
                Numbers(schema, value.AsNumber(), outcome, path);
                Values(schema, value, outcome, path);
                break;
            case ValKind.Array:
                Arrays(schema, value, outcome, path);
                Values(schema, value, outcome, path);
                break;
            case ValKind.Object:
                Objects(schema, value, outcome, path);
                Values(schema, value, outcome, path);
                foreach ((string name, SchemaNode property) in schema.Properties)
                {
                    if (value.TryGet(name, out Val member))
                    {
                        Check(property, member, outcome, path.Into(name));
                    }
                }

                break;
            case ValKind.String:
                Values(schema, value, outcome, path);
                Strings(schema, value, outcome, path);
                break;
            default:
                Values(schema, value, outcome, path);
                break;
        }

        outcome.Passed();
    }

    private void Combinations(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        AnyOf(schema, value, outcome, path);
        OneOf(schema, value, outcome, path);
        bool all = true;
        foreach (SchemaNode part in schema.AllOf)
        {
            SchemaOutcome inner = Try(part, value, path);
            all &= inner.IsValid;
            outcome.Merge(inner);
        }

        if (!all)
        {
            outcome.Report("number_all_of", path, "Must validate all the schemas (allOf)");
        }

        if (schema.Not is not null && Try(schema.Not, value, path).IsValid)
        {
            outcome.Report("number_not", path, "Must not validate the schema (not)");
        }

        Dependencies(schema, value, outcome, path);
        Conditions(schema, value, outcome, path);
        outcome.Passed();
    }

    private void AnyOf(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        SchemaOutcome? best = null;
        foreach (SchemaNode part in schema.AnyOf)
        {
            SchemaOutcome inner = Try(part, value, path);
            if (inner.IsValid)
            {
                return;
            }

            best = SchemaOutcome.Better(best, inner);
        }

        if (best is not null)
        {
            outcome.Report("number_any_of", path, "Must validate at least one schema (anyOf)");
            outcome.Merge(best);
        }
    }

    private void OneOf(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        int valid = 0;
        SchemaOutcome? best = null;
        foreach (SchemaNode part in schema.OneOf)
        {
            SchemaOutcome inner = Try(part, value, path);
            if (inner.IsValid)
            {
                valid++;
            }
            else if (valid == 0)
            {
                best = SchemaOutcome.Better(best, inner);
            }
        }

        if (schema.OneOf.Count > 0 && valid != 1)
        {
            outcome.Report("number_one_of", path, "Must validate one and only one schema (oneOf)");
            if (valid == 0)
            {
                outcome.Merge(best!);
            }
        }
    }

    private void Dependencies(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        foreach ((string name, (IReadOnlyList<string> keys, SchemaNode? dependency)) in schema.Dependencies)
        {
            if (value.Kind != ValKind.Object || value[name].IsUndefined)
            {
                continue;
            }

            foreach (string key in keys.Where(key => value[key].IsUndefined))
            {
                outcome.Report("missing_dependency", path, $"Has a dependency on {key}");
            }

            if (dependency is not null)
            {
                Check(dependency, value, outcome, path);
            }
        }
    }

    private void Conditions(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        if (schema.If is null)
        {
            return;
        }

        bool holds = Try(schema.If, value, path).IsValid;
        if ((holds ? schema.Then : schema.Else) is not { } consequence || Try(consequence, value, path) is not { IsValid: false } inner)
        {
            return;
        }

        outcome.Report(
            holds ? "condition_then" : "condition_else",
            path,
            holds ? "Must validate \"then\" as \"if\" was valid" : "Must validate \"else\" as \"if\" was not valid");
        outcome.Merge(inner);
    }

    private static void Values(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        if (schema.Constant.IsDefined && schema.Constant != value)
        {
            outcome.Report("const", path, $"{path.Field} does not match: {schema.Constant.ToJson()}");
        }

        if (schema.Enumeration is { } allowed && !allowed.Contains(value))
        {
            string list = allowed.Count == 0 ? "(none)" : string.Join(", ", allowed.Select(a => a.ToJson()));
            outcome.Report("enum", path, $"{path.Field} must be one of the following: {list}");
        }

        if (schema.Format is { } format && value.Kind == ValKind.String && !SchemaFormats.Holds(format, value.AsString()))
        {
            outcome.Report("format", path, $"Does not match format '{format}'");
        }

        outcome.Passed();
    }

    private void Arrays(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        ReadOnlySpan<Val> items = value.Items;
        for (int i = 0; i < items.Length; i++)
        {
            SchemaNode? item = schema.Items ?? (i < schema.Tuple.Count ? schema.Tuple[i] : null);
            if (item is null && schema.Tuple.Count > 0 && schema.AdditionalItems is { Always: null } additional)
            {
                item = additional;
            }

            if (item is not null)
            {
                outcome.Merge(Try(item, items[i], path.Into(Index(i))));
            }
        }

        if (schema.Items is null && schema.Tuple.Count > 0 && schema.Tuple.Count < items.Length && schema.AdditionalItems is { Always: false })
        {
            outcome.Report("array_no_additional_items", path, "No additional items allowed on array");
        }

        if (items.Length < schema.MinItems)
        {
            outcome.Report("array_min_items", path, $"Array must have at least {schema.MinItems} items");
        }

        if (items.Length > schema.MaxItems)
        {
            outcome.Report("array_max_items", path, $"Array must have at most {schema.MaxItems} items");
        }

        if (schema.UniqueItems)
        {
            Dictionary<Val, int> seen = [];
            for (int j = 0; j < items.Length; j++)
            {
                if (seen.TryGetValue(items[j], out int i))
                {
                    outcome.Report("unique", path, $"array items[{i},{j}] must be unique");
                }

                seen[items[j]] = j;
            }
        }

        if (schema.Contains is not null)
        {
            ContainsOne(schema.Contains, items, outcome, path);
        }

        outcome.Passed();
    }

    private void ContainsOne(SchemaNode wanted, ReadOnlySpan<Val> items, SchemaOutcome outcome, SchemaPath path)
    {
        SchemaOutcome? best = null;
        for (int i = 0; i < items.Length; i++)
        {
            SchemaOutcome inner = Try(wanted, items[i], path.Into(Index(i)));
            if (inner.IsValid)
            {
                return;
            }

            best = SchemaOutcome.Better(best, inner);
        }

        outcome.Report("contains", path, "At least one of the items must match");
        if (best is not null)
        {
            outcome.Merge(best);
        }
    }

    private void Objects(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        if (value.Count < schema.MinProperties)
        {
            outcome.Report("array_min_properties", path, $"Must have at least {schema.MinProperties} properties");
        }

        if (value.Count > schema.MaxProperties)
        {
            outcome.Report("array_max_properties", path, $"Must have at most {schema.MaxProperties} properties");
        }

        foreach (string name in schema.Required)
        {
            if (value[name].IsDefined)
            {
                outcome.Passed();
            }
            else
            {
                outcome.Report("required", path, $"{name} is required");
            }
        }

        foreach (Val key in value.Keys)
        {
            Property(schema, key.AsString(), value.Get(key), outcome, path);
        }

        foreach (Val key in schema.PropertyNames is null ? default : value.Keys)
        {
            SchemaOutcome inner = Try(schema.PropertyNames!, key, path);
            if (!inner.IsValid)
            {
                outcome.Report("invalid_property_name", path, $"Property name of \"{key.AsString()}\" does not match");
                outcome.Merge(inner);
            }
        }

        outcome.Passed();
    }

    private void Property(SchemaNode schema, string name, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        bool described = schema.Properties.ContainsKey(name);
        bool matched = false;
        foreach ((_, (RegularExpressions.GoRegex pattern, SchemaNode property)) in schema.PatternProperties)
        {
            if (pattern.IsMatch(name, cancellation))
            {
                matched = true;
                outcome.Merge(Try(property, value, path.Into(name)));
            }
        }

        if (matched)
        {
            outcome.Passed();
        }

        if (!described && !matched && schema.AdditionalProperties is { } additional)
        {
            if (additional.Always is false)
            {
                outcome.Report("additional_property_not_allowed", path, $"Additional property {name} is not allowed");
            }
            else if (additional.Always is null)
            {
                outcome.Merge(Try(additional, value, path.Into(name)));
            }
        }
    }

    private void Strings(SchemaNode schema, Val value, SchemaOutcome outcome, SchemaPath path)
    {
        if (value.Count < schema.MinLength)
        {
            outcome.Report("string_gte", path, $"String length must be greater than or equal to {schema.MinLength}");
        }

        if (value.Count > schema.MaxLength)
        {
            outcome.Report("string_lte", path, $"String length must be less than or equal to {schema.MaxLength}");
        }

        if (schema.Pattern is { } pattern && !pattern.IsMatch(value.AsString(), cancellation))
        {
            outcome.Report("pattern", path, $"Does not match pattern '{schema.PatternText}'");
        }

        outcome.Passed();
    }

    private static void Numbers(SchemaNode schema, Number value, SchemaOutcome outcome, SchemaPath path)
    {
        if (schema.MultipleOf is { } multiple && !IsMultiple(value, multiple))
        {
            outcome.Report("multiple_of", path, $"Must be a multiple of {Text(multiple)}");
        }

        if (schema.Maximum is { } maximum && value.CompareTo(maximum) > 0)
        {
            outcome.Report("number_lte", path, $"Must be less than or equal to {Text(maximum)}");
        }

        if (schema.ExclusiveMaximum is { } below && value.CompareTo(below) >= 0)
        {
            outcome.Report("number_lt", path, $"Must be less than {Text(below)}");
        }

        if (schema.Minimum is { } minimum && value.CompareTo(minimum) < 0)
        {
            outcome.Report("number_gte", path, $"Must be greater than or equal to {Text(minimum)}");
        }

        if (schema.ExclusiveMinimum is { } above && value.CompareTo(above) <= 0)
        {
            outcome.Report("number_gt", path, $"Must be greater than {Text(above)}");
        }

        outcome.Passed();
    }

    /// <summary>Exactly, on the decimal texts.</summary>
    private static bool IsMultiple(Number value, Number divisor)
    {
        Units.Amount.TryParse(value.ToString(), out BigInteger a, out BigInteger b, out bool aLarge);
        Units.Amount.TryParse(divisor.ToString(), out BigInteger c, out BigInteger d, out bool cLarge);
        return !aLarge && !cLarge && (a * d % (b * c)).IsZero;
    }

    /// <summary>As Go prints a big.Float: with an exponent from a million on.</summary>
    private static string Text(Number number)
    {
        if (!number.TryGetInteger(out BigInteger integer))
        {
            return Number.From(number.ToFloat()).ToString();
        }

        string digits = BigInteger.Abs(integer).ToString(CultureInfo.InvariantCulture);
        if (digits.Length <= 6)
        {
            return integer.ToString(CultureInfo.InvariantCulture);
        }

        string mantissa = digits.TrimEnd('0');
        string fraction = mantissa.Length > 1 ? "." + mantissa[1..] : "";
        return $"{(integer.Sign < 0 ? "-" : "")}{mantissa[0]}{fraction}e+{digits.Length - 1:00}";
    }

    private static string Index(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static string TypeOf(Val value) => value.Kind switch
    {
        ValKind.Number => value.AsNumber().IsInteger ? "integer" : "number",
        _ => value.TypeName,
    };
}
