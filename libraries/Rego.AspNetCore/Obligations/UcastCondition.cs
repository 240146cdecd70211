using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>A condition over the rows of one table, in UCAST's form (<c>type</c>, <c>operator</c>, <c>field</c>, <c>value</c>).</summary>
public abstract record UcastCondition;

/// <summary><c>and</c>, <c>or</c> or <c>not</c> over other conditions.</summary>
/// <param name="Operator"><c>and</c>, <c>or</c>, <c>not</c>.</param>
/// <param name="Conditions">At least one; exactly one for <c>not</c>.</param>
public sealed record UcastCompound(string Operator, IReadOnlyList<UcastCondition> Conditions) : UcastCondition;

/// <summary>A comparison of a field with a constant.</summary>
/// <param name="Operator"><c>eq ne lt lte gt gte in nin contains startswith endswith</c>.</param>
/// <param name="Field">Name of the field; <c>table.column</c> or <c>column</c>.</param>
/// <param name="Value">A scalar; an array of scalars for <c>in</c> and <c>nin</c>.</param>
public sealed record UcastComparison(string Operator, string Field, JsonElement Value) : UcastCondition;

/// <summary>A comparison of two fields of a row.</summary>
/// <param name="Operator"><c>eq ne lt lte gt gte</c>.</param>
/// <param name="Field">The left field.</param>
/// <param name="Other">The right field.</param>
public sealed record UcastFieldComparison(string Operator, string Field, string Other) : UcastCondition;
