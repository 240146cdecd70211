using Platform.Notifications;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Controls;

/// <summary>Notifications, composed as its own program does it, with an inbox that does not do its work.</summary>
internal static class NotificationsControl
{
    /// <summary>Every effect happens twice: what counts effects must report them doubled.</summary>
    public static Task DoublingAsync(string[] args) => RunAsync<DoublingInbox>(args);

    /// <summary>Every message is confirmed and nothing is done: what counts effects must report them lost.</summary>
    public static Task DroppingAsync(string[] args) => RunAsync<DroppingInbox>(args);

    private static async Task RunAsync<TInbox>(string[] args) where TInbox : MessageDatabase
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddNotifications();
        builder.Services.AddScoped<MessageDatabase, TInbox>();

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapNotifications();
        await app.RunAsync();
    }
}
