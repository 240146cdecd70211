using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Steps;

/// <summary>Past every sidecar: straight to the port of each application, from another process, and by the machine's addresses on the network.</summary>
internal static partial class AppPorts
{
    public static ExamStep Step { get; } = new(
        "E02", "no credential, straight to each application's port", "401 from this machine; on its network addresses nothing listens", ["TR-02"], RunAsync)
    {
        LeavesOut = "another host and another container, of which one machine has none; its own network addresses stand in for them",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        using var plain = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        var routes = scene.Platform.Inventories.SelectMany(inventory =>
            inventory.Routes.Where(route => route.Listener == "app").Select(route => (inventory, route))).ToList();
        examination.Require("an application has a port of its own", routes.Count > 0, "no inventory names one");
        foreach (var token in new[] { null, "", "not-the-token" })
        {
            await examination.TryAsync(routes.Select(pair => Attempts.Of(Step, $"{pair.inventory.Process} {pair.route.Method} {pair.route.Pattern}", cancel =>
            {
                var path = Parameter().Replace(pair.route.Pattern, scene.Facts.PatientId);
                var request = new HttpRequestMessage(new HttpMethod(pair.route.Method == "*" ? "GET" : pair.route.Method), pair.inventory.Url("app") + path);
                if (token is not null)
                    request.Headers.TryAddWithoutValidation("dapr-api-token", token);
                return Answer.OfAsync(plain, request, cancel);
            }, 401)), cancellation);
        }

        foreach (var address in NetworkAddresses())
        {
            foreach (var listener in scene.Platform.Inventories.SelectMany(inventory => inventory.Listeners))
            {
                var isOpen = await AnswersAsync(new IPEndPoint(address, new Uri(listener.Url).Port), cancellation);
                examination.Judge($"{listener.Class} listener on {address}", !isOpen, "something listens on the network");
            }
        }
    }

    private static IEnumerable<IPAddress> NetworkAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(address => address.Address)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));

    private static async Task<bool> AnswersAsync(IPEndPoint endpoint, CancellationToken cancellation)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
