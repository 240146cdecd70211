using System.Net;
using System.Net.Sockets;

namespace Platform.Hosting.RabbitMQ;

/// <summary>Loopback ports that nobody listens on at this moment, for servers that cannot be told to choose one.</summary>
public static class FreePorts
{
    /// <summary>Different ports; all are held while the others are sought.</summary>
    public static int[] Take(int count)
    {
        var held = new List<Socket>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                held.Add(socket);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            }
            return [.. held.Select(socket => ((IPEndPoint)socket.LocalEndPoint!).Port)];
        }
        finally
        {
            held.ForEach(socket => socket.Dispose());
        }
    }
}
