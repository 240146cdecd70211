using System.Net;
using System.Net.Sockets;
using Platform.Records;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;

namespace Platform.Controls;

/// <summary>Records, composed as its own program does it, with one thing wrong.</summary>
internal static class RecordsControl
{
    /// <summary>Its enforcement is replaced: an attack must report leaks. And it listens where nobody declared it: the prober must see the port.</summary>
    public static Task OpenAsync(string[] args) => RunAsync(args, builder =>
    {
        // Somebody must hold it, or it is collected and closed.
        var undeclared = new TcpListener(IPAddress.Loopback, 0);
        undeclared.Start();
        builder.Services.AddSingleton(undeclared);
        builder.Services.AddSingleton<OpenEnforcement>();
        builder.Services.AddSingleton<RequestEnforcement>(services => services.GetRequiredService<OpenEnforcement>().RunAsync);
    });

    /// <summary>It defends itself but for what <see cref="SwitchedDefences"/> says is off.</summary>
    public static Task SwitchedAsync(string[] args) => RunAsync(args, builder =>
    {
        var folder = Path.Combine(builder.Configuration["PLATFORM_STATE"]!, "records");
        builder.Services.AddSingleton(new SwitchedDefences(Path.Combine(folder, "switched-off")));
        builder.Services.AddSingleton<ForgivingCallers>();
        builder.Services.AddSingleton<CallerAuthentication>(services => services.GetRequiredService<ForgivingCallers>().AuthenticateAsync);
        builder.Services.AddSingleton<SwitchedEnforcement>();
        builder.Services.AddSingleton<RequestEnforcement>(services => services.GetRequiredService<SwitchedEnforcement>().RunAsync);
    });

    /// <summary>It has a route without binding: the start must be refused, naming it.</summary>
    public static Task UnboundAsync(string[] args) => RunAsync(args, map: app => app.MapGet("/patients/{id}/export", (string id) => id));

    private static async Task RunAsync(string[] args, Action<WebApplicationBuilder>? replace = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        replace?.Invoke(builder);
        builder.AddServiceDefaults();
        builder.AddRecords();

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapRecords();
        map?.Invoke(app);
        await app.RunAsync();
    }
}
