using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>Fields and constants of a UCAST condition as expressions.</summary>
internal static class UcastField
{
    /// <summary>
    /// The property that a field names. Segments are property names in any case, with or without underscores;
    /// a first segment that is no property is the table's name.
    /// </summary>
    public static Expression Of(ParameterExpression row, string field)
    {
        var segments = field.Split('.');
        if (segments.Length > 1 && Property(row.Type, segments[0]) is null)
        {
            segments = segments[1..];
        }

        Expression value = row;
        foreach (var segment in segments)
        {
            var property = Property(value.Type, segment) ?? throw new ObligationNotHonouredException($"{row.Type.Name} has no field '{field}'");
            value = Expression.Property(value, property);
        }

        return value;
    }

    /// <summary>A JSON scalar as a constant of a property's type.</summary>
    public static ConstantExpression Constant(JsonElement value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return plain == type && type.IsValueType
                ? throw new ObligationNotHonouredException($"a field of type {type.Name} is never null")
                : Expression.Constant(null, type);
        }

        return Expression.Constant(Read(value, plain) ?? throw new ObligationNotHonouredException($"a {value.ValueKind} does not fit {plain.Name}"), type);
    }

    private static object? Read(JsonElement value, Type type) => value.ValueKind switch
    {
        JsonValueKind.String => FromText(value.GetString()!, type),
        JsonValueKind.True or JsonValueKind.False when type == typeof(bool) => value.GetBoolean(),
        JsonValueKind.Number when type == typeof(int) => value.TryGetInt32(out var number) ? number : null,
        JsonValueKind.Number when type == typeof(long) => value.TryGetInt64(out var number) ? number : null,
        JsonValueKind.Number when type == typeof(double) => value.GetDouble(),
        JsonValueKind.Number when type == typeof(decimal) => value.TryGetDecimal(out var number) ? number : null,
        _ => null,
    };

    private static object? FromText(string text, Type type)
    {
        if (type == typeof(string))
        {
            return text;
        }

        if (type == typeof(Guid))
        {
            return Guid.TryParse(text, out var id) ? id : null;
        }

        if (type == typeof(DateTimeOffset))
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        }

        if (type == typeof(DateOnly))
        {
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        }

        return type.IsEnum && Enum.TryParse(type, text, ignoreCase: true, out var member) && Enum.IsDefined(type, member) ? member : null;
    }

    private static PropertyInfo? Property(Type type, string segment) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .FirstOrDefault(property => string.Equals(property.Name, segment.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
}
