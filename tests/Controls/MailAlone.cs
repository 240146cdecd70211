using Platform.Notifications.Data;
using Platform.Notifications.Mail;
using Platform.ServiceDefaults.Storage;

namespace Platform.Controls;

/// <summary>The mail of notifications without the rest of the service, as a process: it can be killed, and be told by its environment whom to trust.</summary>
internal static class MailAlone
{
    public static async Task RunAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddServiceDatabase<NotificationsDb>("notifications");
        builder.Services.AddMail();
        await builder.Build().RunAsync();
    }
}
