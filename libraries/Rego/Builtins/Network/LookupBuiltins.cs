using System.Net;
using System.Net.Sockets;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Network;

/// <summary>net.lookup_ip_addr</summary>
internal static class LookupBuiltins
{
    /// <summary>Addresses and <c>localhost</c> need no resolver; other names must be on the allow-list of <see cref="EgressOptions"/>.</summary>
    [Builtin("net.lookup_ip_addr")]
    internal static RSet LookupIpAddr(BuiltinContext context, string name) => context.Once("net.lookup_ip_addr", name, () => Lookup(context, name));

    private static RSet Lookup(BuiltinContext context, string name)
    {
        if (IpText.TryParse(name, out UInt128 address))
        {
            return RSet.Of(IpText.Format(address));
        }

        if (name.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return RSet.Of("127.0.0.1");
        }

        EgressOptions egress = EgressOptions.Of(context);
        if (!egress.Allows(name))
        {
            throw new BuiltinException($"lookup {name}: host is not on the egress allow-list");
        }

        try
        {
            var found = new SetBuilder();
            foreach (IPAddress ip in egress.Resolve?.Invoke(name) ?? Dns.GetHostAddressesAsync(name, context.Cancellation).GetAwaiter().GetResult())
            {
                found.Add((ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString());
            }

            return found.Build();
        }
        catch (SocketException failure)
        {
            throw new BuiltinException($"lookup {name}: {failure.Message}");
        }
    }
}
