namespace Platform.ServiceDefaults.Messaging;

/// <summary>Where the broker is and as whom this service connects, from <c>ConnectionStrings:messaging</c>.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TLS port.</param>
/// <param name="VirtualHost">The virtual host.</param>
/// <param name="User">The service's own user.</param>
/// <param name="Password">Its password.</param>
public sealed record BrokerAddress(string Host, ushort Port, string VirtualHost, string User, string Password)
{
    /// <summary>Reads an AMQP URI.</summary>
    /// <exception cref="FormatException">It is not <c>amqps://user:password@host[:port]/virtual-host</c>; plain AMQP is refused.</exception>
    public static BrokerAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "amqps" || uri.UserInfo.Split(':') is not [var user, var password])
            throw new FormatException("the connection string `messaging` must be amqps://user:password@host[:port]/virtual-host");
        var virtualHost = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        return new BrokerAddress(uri.Host, (ushort)(uri.Port < 0 ? 5671 : uri.Port), virtualHost.Length == 0 ? "/" : virtualHost,
            Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"amqps://{User}@{Host}:{Port}/{VirtualHost}";
}
