namespace Platform.Rego.AspNetCore;

/// <summary>Endpoint metadata: the route is one policy action.</summary>
/// <param name="Action"><c>service.resource.verb</c>, for example <c>records.note.read</c>.</param>
public sealed record PolicyBinding(string Action);
