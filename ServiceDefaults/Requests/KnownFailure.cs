namespace Platform.ServiceDefaults;

/// <summary>Tells the status that answers an exception of a part that only some processes have; null where it does not know the exception.</summary>
internal sealed record KnownFailure(Func<Exception, int?> StatusOf);
