namespace Platform.ServiceDefaults;

/// <summary>Connection feature: the class of the listener that accepted the connection. Set by the server, so no client can choose it.</summary>
/// <param name="Class">The class.</param>
public sealed record ConnectionListener(ListenerClass Class);
